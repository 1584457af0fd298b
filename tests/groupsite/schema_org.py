"""The part of schema.org's vocabulary that the site uses, as https://schema.org states it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PARENTS = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "ScholarlyArticle": "Article",
    "Report": "Article",
    "Book": "CreativeWork",
    "Chapter": "CreativeWork",
    "Thesis": "CreativeWork",
    "SoftwareSourceCode": "CreativeWork",
    "Dataset": "CreativeWork",
    "Course": "CreativeWork",
    "MediaObject": "CreativeWork",
    "WebSite": "CreativeWork",
    "WebPage": "CreativeWork",
    "ProfilePage": "WebPage",
    "CreativeWorkSeries": "CreativeWork",
    "Periodical": "CreativeWorkSeries",
    "PublicationVolume": "CreativeWork",
    "PublicationIssue": "CreativeWork",
    "Person": "Thing",
    "Organization": "Thing",
    "ResearchOrganization": "Organization",
    "EducationalOrganization": "Organization",
    "Place": "Thing",
    "Event": "Thing",
    "CourseInstance": "Event",
    "Action": "Thing",
    "SearchAction": "Action",
    "Intangible": "Thing",
    "JobPosting": "Intangible",
    "StructuredValue": "Intangible",
    "ContactPoint": "StructuredValue",
    "PropertyValue": "Intangible",
    "EntryPoint": "Intangible",
    "ListItem": "Intangible",
    "ItemList": "Intangible",
    "BreadcrumbList": "ItemList",
}
TEXT, NUMBER = "Text", "Number"
# {property: (types that have it, types of its values)}; addresses, dates and times are text.
PROPERTIES: dict[str, tuple[str, str]] = {
    "name": ("Thing", TEXT),
    "url": ("Thing", TEXT),
    "description": ("Thing", TEXT),
    "alternateName": ("Thing", TEXT),
    "image": ("Thing", TEXT),
    "sameAs": ("Thing", TEXT),
    "identifier": ("Thing", "PropertyValue Text"),
    "mainEntityOfPage": ("Thing", "CreativeWork Text"),
    "potentialAction": ("Thing", "Action"),
    "headline": ("CreativeWork", TEXT),
    "author": ("CreativeWork", "Organization Person"),
    "abstract": ("CreativeWork", TEXT),
    "keywords": ("CreativeWork", TEXT),
    "award": ("CreativeWork Organization Person", TEXT),
    "datePublished": ("CreativeWork", TEXT),
    "creativeWorkStatus": ("CreativeWork", TEXT),
    "publisher": ("CreativeWork", "Organization Person"),
    "isPartOf": ("CreativeWork", "CreativeWork Text"),
    "encoding": ("CreativeWork", "MediaObject"),
    "mainEntity": ("CreativeWork", "Thing"),
    "provider": ("CreativeWork", "Organization Person"),
    "contentUrl": ("MediaObject", TEXT),
    "encodingFormat": ("CreativeWork MediaObject", TEXT),
    "pageStart": ("Article Chapter PublicationIssue PublicationVolume", TEXT),
    "pageEnd": ("Article Chapter PublicationIssue PublicationVolume", TEXT),
    "volumeNumber": ("PublicationVolume", TEXT),
    "issueNumber": ("PublicationIssue", TEXT),
    "propertyID": ("PropertyValue", TEXT),
    "value": ("PropertyValue", TEXT),
    "givenName": ("Person", TEXT),
    "familyName": ("Person", TEXT),
    "jobTitle": ("Person", TEXT),
    "affiliation": ("Person", "Organization"),
    "alumniOf": ("Organization Person", "EducationalOrganization Organization"),
    "memberOf": ("Organization Person", "Organization"),
    "member": ("Organization", "Organization Person"),
    "department": ("Organization", "Organization"),
    "parentOrganization": ("Organization", "Organization"),
    "slogan": ("Organization Place", TEXT),
    "logo": ("Organization Place", TEXT),
    "email": ("ContactPoint Organization Person", TEXT),
    "address": ("Organization Person Place", TEXT),
    "startDate": ("Event CreativeWorkSeries", TEXT),
    "location": ("Action Event Organization", "Place Text"),
    "performer": ("Event", "Organization Person"),
    "superEvent": ("Event", "Event"),
    "workFeatured": ("Event", "CreativeWork"),
    "courseCode": ("Course", TEXT),
    "hasCourseInstance": ("Course", "CourseInstance"),
    "instructor": ("CourseInstance", "Person"),
    "title": ("JobPosting", TEXT),
    "datePosted": ("JobPosting", TEXT),
    "validThrough": ("JobPosting", TEXT),
    "hiringOrganization": ("JobPosting", "Organization Person"),
    "jobLocation": ("JobPosting", "Place"),
    "employmentType": ("JobPosting", TEXT),
    "jobStartDate": ("JobPosting", TEXT),
    "totalJobOpenings": ("JobPosting", NUMBER),
    "applicationContact": ("JobPosting", "ContactPoint"),
    "target": ("Action", "EntryPoint"),
    # Of the property `query`: https://schema.org/docs/actions.html#part-4
    "query-input": ("SearchAction", TEXT),
    "urlTemplate": ("EntryPoint", TEXT),
    "itemListElement": ("ItemList", "ListItem Text Thing"),
    "position": ("CreativeWork ListItem", NUMBER),
    "item": ("ListItem", "Thing Text"),
}


def lineage(kind: str) -> set[str]:
    """The type and all that it is one of."""
    found = {kind}
    while kind in PARENTS:
        kind = PARENTS[kind]
        found.add(kind)
    return found


def mistakes(node: dict[str, Any], graph: dict[str, str] | None = None) -> Iterator[str]:
    """What schema.org does not have of a node and the nodes in it; `graph`: {@id: type}."""
    kind = node.get("@type") or (graph or {}).get(node.get("@id", ""), "Thing")
    if kind != "Thing" and kind not in PARENTS:
        yield f"no type {kind}"
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        if name not in PROPERTIES:
            yield f"no property {name}"
            continue
        domains, ranges = (set(part.split()) for part in PROPERTIES[name])
        if not domains & lineage(kind):
            yield f"{kind} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            yield from _of_value(one, name, ranges, graph)


def _of_value(one: Any, name: str, ranges: set[str], graph: dict[str, str] | None) -> Iterator[str]:
    if isinstance(one, dict):
        kind = one.get("@type") or (graph or {}).get(one["@id"])
        if kind and not ranges & lineage(kind):
            yield f"{name} is no {kind}"
        yield from mistakes(one, graph)
    elif isinstance(one, int):
        if NUMBER not in ranges:
            yield f"{name} is no number"
    elif not isinstance(one, str) or not one.strip() or TEXT not in ranges:
        yield f"{name} is not {one!r}"
