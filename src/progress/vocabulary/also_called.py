"""What columns are called in files that are not ours, folded."""

ALSO_CALLED = {
    other: name
    for name, others in {
        "indicator": ("indicator code", "code", "indicator id", "id", "indicator no",
                      "indicator number", "indicator key", "code indicateur", "indicateur code",
                      "code de l indicateur", "no indicateur", "measure code", "measure id"),
        "name": ("indicator name", "name of the indicator", "nom de l indicateur",
                 "indicateur nom", "libelle de l indicateur", "measure name"),
        "year": ("time", "time period", "timeperiod", "period", "reporting year", "ref year",
                 "reference year", "annee de reference", "periode", "calendar year", "years",
                 "annees", "year of the value"),
        "value": ("obs value", "obsvalue", "observation", "observation value", "values", "figure",
                  "result", "valeurs", "valeur observee", "resultat", "reported value",
                  "valeur declaree"),
        "region": ("country", "area", "geo area", "geoareaname", "ref area", "location",
                   "geographic area", "country or region", "pays", "zone", "territoire",
                   "pays ou region", "regions", "countries"),
        "count": ("numerator", "numerateur", "how many", "combien"),
        "out_of": ("denominator", "denominateur", "of how many", "total number"),
        "note": ("notes", "footnote", "footnotes", "note s"),
        "source": ("sources", "data source", "source code"),
        "objective": ("objective code", "code de l objectif", "objectif code"),
        "state": ("done", "fait", "realise", "completed"),
        "condition": ("condition number", "no condition", "condition no"),
    }.items()
    for other in others
}  # fmt: skip
