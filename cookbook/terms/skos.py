"""The vocabulary as SKOS, the web's standard for vocabularies: https://www.w3.org/TR/skos-reference/."""

from collections.abc import Iterable

from cookbook.terms.queries import Term, listed
from ideabank.text.xml import fit_for_xml

FORMATS = {"ttl": ("turtle", "text/turtle"), "jsonld": ("json-ld", "application/ld+json")}


def written(terms: Iterable[Term], base: str, ending: str) -> str:
    """The vocabulary in Turtle or JSON-LD. `base` is the address of the bank's list of terms: each term lives below it."""
    # A second of imports that only this page needs.
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import DCTERMS, RDF, SKOS

    graph, scheme = Graph(), URIRef(base)
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for term in terms:
        concept = URIRef(f"{base}/{term.id}")
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        for language, text in term.texts.items():
            graph.add((concept, SKOS.prefLabel, Literal(fit_for_xml(text.title), lang=language)))
            if text.summary:
                graph.add((concept, SKOS.definition, Literal(fit_for_xml(text.summary), lang=language)))
            for field, label in (("synonyms", SKOS.altLabel), ("avoid", SKOS.hiddenLabel)):
                for name in listed(text.fields.get(field, "")):
                    graph.add((concept, label, Literal(fit_for_xml(name), lang=language)))
        for slide in term.sources:
            graph.add((concept, DCTERMS.source, Literal(f"Yhteiset mobiilipalvelut 2022, dia {slide}", lang="fi")))
        for number, relation in (
            *((n, SKOS.broader) for n in term.broader),
            *((n, SKOS.related) for n in term.related),
        ):
            graph.add((concept, relation, URIRef(f"{base}/{number}")))
        if not term.broader:
            graph.add((scheme, SKOS.hasTopConcept, concept))
    return str(graph.serialize(format=FORMATS[ending][0]))
