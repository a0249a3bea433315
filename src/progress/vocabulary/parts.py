"""Columns that part a total (by sex, by age, by scenario), and what they say of the whole.

All words are folded, see ``names.fold``.
"""

from progress.vocabulary.marks import NO_DATA, TOTALS
from progress.vocabulary.names import fold

_PARTS = frozenset(
    """
    sex|gender|age|age group|age class|disability|disability status|education|education level
    ethnicity|income|income group|quantile|wealth quintile|migratory status|urban rural
    urban or rural|rural urban|area type|location type|type of location|urbanisation|urbanization
    degree of urbanisation|disaggregation|disaggregate|dimension|breakdown|sub group|subgroup
    category of farm|farm size|crop|crop type|land use|land cover|soil type|scenario|variant
    data type|type of data|type of value|value type|series type|actual or target
    sexe|genre|age|groupe d age|classe d age|tranche d age|handicap|niveau d education
    niveau d instruction|groupe de revenu|milieu|milieu de residence|urbain rural
    desagregation|ventilation|sous groupe|culture|type de culture|utilisation des terres
    type de sol|scenario|variante|type de donnee|type de donnees|type de valeur
    sexo|genero|edad|grupo de edad|grupo etario|discapacidad|nivel educativo|grupo de ingresos
    urbano rural|zona de residencia|desagregacion|desglose|subgrupo|cultivo|tipo de cultivo
    uso de la tierra|tipo de suelo|escenario|tipo de dato|tipo de valor
    """.replace("\n", "|").split("|")
)
PARTS = frozenset(one.strip() for one in _PARTS if one.strip())

_WHOLE = frozenset(map(fold, NO_DATA)) | TOTALS | frozenset(
    one.strip()
    for one in """
    t|both|both sexes|both sexes or no breakdown by sex|bt sx|btsx|all ages|allage|all areas
    all age ranges or no breaks by age|national|no breakdown|not disaggregated|whole|aggregate
    all sexes|persons|all persons|overall|everyone|none|world|actual|actuals|observed|historical
    reported|realised|realized|achieved|result|les deux sexes|deux sexes|tous|toutes|tous ages
    tous les ages|non desagrege|non ventile|national|reel|realise|observe|constate
    ambos|ambos sexos|todos|todas|todas las edades|sin desglose|nacional|real|realizado|observado
    y0t|_t|0|all crops|all lands|toutes cultures|todos los cultivos
    """.replace("\n", "|").split("|")
    if one.strip()
)  # fmt: skip


def is_part_column(header: str) -> bool:
    return fold(header) in PARTS


def is_whole(text: str) -> bool:
    """Whether a cell of such a column says that its row is of the whole."""
    return fold(text) in _WHOLE
