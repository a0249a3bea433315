"""What columns are called in files that are not ours, folded."""

ALSO_CALLED = {
    other: name
    for name, others in {
        "indicator": ("indicator code", "code", "indicator id", "id", "indicator no",
                      "indicator number", "indicator key", "code indicateur", "indicateur code",
                      "code de l indicateur", "no indicateur", "codigo", "codigo del indicador",
                      "codigo indicador", "indicador codigo", "numero de indicador",
                      "measure code", "measure id", "series code"),
        "name": ("indicator name", "name of the indicator", "series name",
                 "nom de l indicateur",
                 "indicateur nom", "libelle de l indicateur", "nombre del indicador",
                 "indicador nombre", "measure name"),
        "year": ("time", "time period", "timeperiod", "period", "reporting year", "ref year",
                 "reference year", "annee de reference", "periode", "calendar year", "years",
                 "annees", "year of the value", "periodo", "ano de referencia", "anos"),
        "value": ("obs value", "obsvalue", "observation", "observation value", "values", "figure",
                  "result", "valeurs", "valeur observee", "resultat", "reported value",
                  "valeur declaree", "dato", "resultado", "observacion", "valor observado",
                  "valor notificado", "cifra", "valores"),
        "region": ("country", "country name", "area name", "entity",
                   "geo area name",
                   "reference area", "nom du pays", "nombre del pais", "pays nom",
                   "area", "geo area", "geoareaname", "ref area", "location",
                   "geographic area", "country or region", "pays", "zone", "territoire",
                   "pays ou region", "regions", "countries", "pais", "territorio",
                   "area geografica", "pais o region", "paises", "regiones"),
        "count": ("numerator", "numerateur", "how many", "combien", "numerador", "cuantos"),
        "out_of": ("denominator", "denominateur", "of how many", "total number", "denominador",
                   "de cuantos"),
        "note": ("notes", "footnote", "footnotes", "note s", "notas", "observaciones"),
        "source": ("sources", "data source", "source code", "fuentes", "fuente de los datos"),
        "unit": ("units", "unit of measure", "unit of measurement", "unit measure", "measure unit",
                 "uom", "measurement unit", "unites", "unite de mesure", "unidades",
                 "unidad de medida"),
        "objective": ("objective code", "code de l objectif", "objectif code",
                      "codigo del objetivo"),
        "state": ("done", "fait", "realise", "completed", "hecho", "cumplido"),
        "condition": ("condition number", "no condition", "condition no",
                      "numero de la condicion"),
    }.items()
    for other in others
}  # fmt: skip
