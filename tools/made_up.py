"""Lists of publications by nobody about nothing, in the styles in which such lists are set.

Every section has its own style (order of fields, names, quotes, emphasis, links, abstracts) and
keeps to it nearly always, as people do. `tools/train.py` learns from them beside the samples.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from faker import Faker

from importer import knowledge
from importer.records import Link
from importer.sources.lines import Line, Span

LOCALES = ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "pl_PL", "tr_TR", "vi_VN", "sv_SE")
ROMANISED = {
    "given": "Wei Xiao Jing Yuki Hiroshi Jisoo Minjun Priya Arjun Fatima Omar Kwame Ngozi Zhiyuan Haruka Sun-Hee Mei-Ling Amir Leila Chinedu".split(),
    "family": "Wang Li Zhang Chen Liu Nguyen Kim Park Lee Tanaka Sato Patel Sharma Khan Okafor Mensah Hosseini Choi Zhao Huang Xu Yamamoto Rao Iyer".split(),
}
TOPICS = {
    "learning": "neural networks|stochastic gradient descent|graph embeddings|diffusion models|language models|contrastive representations|implicit bias|label noise|kernel regression|attention heads|world models|speech recognition|image captioning|policy gradients|domain shift|federated optimisation",
    "mathematics": "modular forms|quasi-categories|Hilbert schemes|random walks on groups|mean curvature flow|the Hardy-Littlewood method|perverse sheaves|minimal surfaces|elliptic curves|ergodic averages|Gaussian fields|moduli of curves|Lagrangian submanifolds|automorphic representations",
    "economics": "labour mobility|minimum wages|auction design|credit constraints|school choice|household debt|trade shocks|tax evasion|monetary policy|microfinance|social insurance|firm dynamics|inflation expectations|political connections",
    "humanities": "colonial archives|plague and quarantine|the early modern novel|translation and empire|medieval law|print culture|memory and migration|the lyric voice|Kant on judgement|slavery and credit|modernist cinema|biblical interpretation|oral history",
    "life": "synaptic plasticity|coral bleaching|gut microbiota|gene regulatory networks|childhood language|working memory|malaria transmission|protein folding|seed dispersal|T cell exhaustion|sleep and depression|antibiotic resistance|mitochondrial DNA",
    "physics": "dark matter haloes|ultracold Fermi gases|topological insulators|gravitational waves|quark-gluon plasma|spin liquids|exoplanet atmospheres|turbulent mixing|superconducting qubits|galaxy clusters|neutrino oscillations",
    "systems": "key-value stores|program synthesis|memory models|wireless scheduling|serverless computing|data races|query optimisation|smart contracts|soft robots|power converters|antenna arrays|packet classification|formal verification",
}
# Other languages: heads, nouns, tails of titles; "and"; "with"; statuses; chapters; journals; theses.
LANGUAGES = {
    "de": {
        "heads": "Zur Theorie|Über die Grenzen|Warten auf|Die Ordnung|Kritik|Zwischen|Eine Geschichte|Formen|Das Ende|Probleme",
        "nouns": "der Wohnungsnot|der Lyrik|des Wissens|der Stadt|der Arbeit|des Lesens|der Moderne|der Mechanik|des Rechts|der Sprache",
        "tails": ". Eine Einführung|. Zur sozialen Grammatik des Stadtteils|. Ein Beitrag zur Diskussion| im 19. Jahrhundert| am Beispiel Wiens| und seine Folgen|: eine Fallstudie",
        "and": " und ", "with": "mit ", "status": "im Erscheinen|eingereicht|in Vorbereitung|i. E.",
        "chapter": "In: {people} (Hrsg.): {title}. {place}: {publisher}, S. {pages}|in: {people} (Hg.), {title}, {place} {year}, S. {pages}",
        "journal": "In: {name} {volume} ({issue}), S. {pages}|{name} {volume}/{issue}, {year}, {pages}|in: {name}, Jg. {volume}, H. {issue}, {pages}",
        "names": "Zeitschrift für Soziologie|Leviathan|Soziale Welt|Merkur|Berliner Journal|Archiv für Begriffsgeschichte|Poetica",
        "book": "{place}: {publisher}|{place} {year}|{publisher}, {place}", "thesis": "Dissertation, Universität {place}|Diss. Univ. {place} {year}",
        "places": "Berlin|Frankfurt am Main|Wiesbaden|Wien|Göttingen|Bielefeld", "publishers": "Campus|Springer VS|transcript|Suhrkamp|Wallstein|De Gruyter|Nomos",
    },
    "fr": {
        "heads": "Sur la théorie|Pour une histoire|La fin|Les formes|Une étude|Géométrie|Autour|De l'usage|L'invention|Remarques sur",
        "nouns": "des surfaces elliptiques|de la lecture|du travail|de la ville|des équations dispersives|de la mémoire|du droit|des graphes aléatoires",
        "tails": " au XIXe siècle|. Essai critique|: une approche| et ses limites|, théorie et pratique| en dimension deux",
        "and": " et ", "with": "avec ", "status": "à paraître|soumis|en préparation|prépublication",
        "chapter": "dans {people} (dir.), {title}, {place}, {publisher}, {year}, p. {pages}|in {people} (éds), {title}, {publisher}, {year}, pp. {pages}",
        "journal": "{name}, {volume} ({issue}), {year}, p. {pages}|{name} {volume} ({year}), {pages}|{name}, n° {issue}, {year}, p. {pages}",
        "names": "Annales de l'Institut Fourier|C. R. Acad. Sci. Paris|Bull. Soc. Math. France|Annales HSS|Revue de métaphysique|Genèses|Poétique",
        "book": "{place}, {publisher}, {year}|{publisher}, {year}", "thesis": "Thèse de doctorat, Université de {place}, {year}|Mémoire de HDR, {place}, {year}",
        "places": "Paris|Lyon|Rennes|Toulouse|Strasbourg|Genève", "publishers": "Gallimard|Presses universitaires de France|La Découverte|Éditions de l'EHESS|PUR|CNRS Éditions",
    },
    "es": {
        "heads": "Sobre la teoría|Historia|Los límites|Hacia una crítica|Formas|El fin|Apuntes sobre|La invención|Estudios",
        "nouns": "de la lectura|del trabajo|de la memoria|de las ciudades|del derecho|de la poesía|de los mercados|de la imagen",
        "tails": " en el siglo XIX|: una revisión| y sus límites|. Estudio crítico|, teoría y práctica| en América Latina",
        "and": " y ", "with": "con ", "status": "en prensa|en evaluación|aceptado|próximamente",
        "chapter": "en {people} (eds.), {title}, {place}, {publisher}, {year}, pp. {pages}|En: {people} (coords.), {title}. {place}: {publisher}, {year}",
        "journal": "{name}, {volume}({issue}), {pages}|{name}, vol. {volume}, núm. {issue}, {year}, pp. {pages}|{name} {volume} ({year}): {pages}",
        "names": "Revista de Occidente|Hispania|Bulletin Hispanique|Estudios Sociológicos|Quimera|Desarrollo Económico",
        "book": "{place}: {publisher}, {year}|{place}, {publisher}, {year}", "thesis": "Tesis doctoral, Universidad de {place}, {year}",
        "places": "Madrid|Barcelona|México|Buenos Aires|Salamanca|Bogotá", "publishers": "Cátedra|Siglo XXI|Marcial Pons|Anthropos|Fondo de Cultura Económica|Akal",
    },
    "it": {
        "heads": "Sulla teoria|Per una storia|I limiti|Note sulla lingua|Forme|La fine|Il problema|Un'edizione|Glosse volgari|Margini",
        "nouns": "della lettura|del lavoro|della memoria|delle città|del diritto|della poesia|dei mercati|del testo",
        "tails": " nel Medioevo|: problemi e proposte| e i suoi copisti|. Edizione critica e commento|, teoria e prassi| in Italia",
        "and": " e ", "with": "con ", "status": "in corso di stampa|in preparazione|accettato|in stampa",
        "chapter": "in {title}, a cura di {people}, {place}, {publisher}, {year}, pp. {pages}|in {people} (a cura di), {title}, {publisher}, {place} {year}, pp. {pages}",
        "journal": "in «{name}», {volume} ({year}), pp. {pages}|{name}, {volume} ({year}), {issue}, pp. {pages}|in «{name}», {volume}/{issue}, {year}, pp. {pages}",
        "names": "Medioevo romanzo|Critica del testo|Quaderni storici|Rivista di filosofia|Studi storici|Lettere italiane",
        "book": "{place}, {publisher}, {year}|{publisher}, {place} {year}", "thesis": "Tesi di dottorato, Università di {place}, {year}",
        "places": "Roma|Firenze|Bologna|Pisa|Torino|Macerata", "publishers": "Viella|Carocci|il Mulino|Olschki|Pacini|Einaudi|Laterza",
    },
}
HEADS = "Learning|On|Towards|Understanding|The dynamics of|Measuring|A theory of|Rethinking|Evidence on|Estimating|Notes on|A survey of|Beyond|Optimal|Efficient|Scalable|The origins of|The economics of|Fast algorithms for|Inference for|Against|A note on|Why we need|How to trust|Revisiting|The limits of|Modelling|Bounds for|Explaining|Writing about|What is left of".split("|")
TAILS = "in high dimensions|under uncertainty|with few samples|from below|in the wild|revisited|across scales|in Brazil|after the crisis|and its discontents|: a review|: evidence from Kenya|: theory and practice|, power, and memory|without regret|over finite fields|via optimal transport|at scale|: a case study|, 1650–1800|on graphs|in developing countries|? A replication|: lessons from the field|through convex relaxation|with heterogeneous agents|by example|: the case of Lyon|, old and new".split("|")
SHORT = "Scope|Mud|Possessives and relational nouns|Learning to Rain, Raining to Learn|Slow, Wet, and Cheap|Everybody Digs Now|Is it wet?|Reply to critics|Law, Credit, and Fishing|Peers, Parents, and Schools|Donkeys and their binders|A Comment|Against Mud".split("|")
NAMES = "DeepMud|ReFlow|GraphLoom|TinyBERG|StableStep|ProbeNet|FairCut|OpenMoss|SafeStack|MetaClay".split("|")
INTRODUCTIONS = "See also my profile for citations.|My students are underlined.|Names in alphabetical order unless marked.|Most papers are on the archive.|The full list is in my CV.|Here is what I have written so far; please write to me for copies.".split("|")
PUBLISHERS = "Cambridge University Press|Oxford University Press|Springer|Routledge|MIT Press|Brill|De Gruyter|University of Chicago Press|Duke University Press|Palgrave Macmillan|Princeton University Press|Elsevier".split("|")
CITIES = "Vienna, Austria|Paris|Honolulu, HI, USA|Singapore|Montréal, Canada|Lisbon, Portugal|Virtual|Seoul, Korea|New York|London".split("|")
JOURNALS = "Higher Structures|Environmental History Review|Journal of Mud Research|Acta Botanica|Cahiers de Géométrie|Annals of Applied Rain|Studies in Late Antiquity|Zeitschrift für Wetterkunde|Proc. Natl. Acad. Sci.|Phys. Rev. Lett.|J. Funct. Anal.|Math. Ann.|Trans. Amer. Math. Soc.|J Neurosci|Nat Commun|Mon. Not. R. Astron. Soc.|Comm. Math. Phys.|Theory Appl. Categ.|Invent. Math.|Ecol. Lett.|Cognition|Econometrica|Social Text|Isis|Nature|Science|eLife|PLoS ONE|Neuron|Brain|The Historical Journal|American Economic Review|Quarterly Journal of Economics|Past & Present|Speculum|Representations|Physica D|Chaos|Icarus|Language|Mind|Noûs|Ethics".split("|")
STATUS = "submitted|under review|to appear|forthcoming|in press|in preparation|accepted|R&R|revise and resubmit|working paper|preprint|manuscript|draft".split("|")
NOTES = "Best Paper Award|Oral presentation|Spotlight|(Oral)|Honorable Mention|invited paper|featured in the local press|earlier version circulated under another title|Winner of the 2019 book prize|Code available|co-first authors|reviewed in two journals|Runner-up, best student paper".split("|")
LABELS = ("pdf|code", "PDF|Code|Slides", "arXiv|pdf", "paper|project page|video", "Paper|BibTeX", "Draft|Appendix", "DOI", "abs|pdf|bib", "link", "Abstract|PDF|Replication files", "arXiv|github|poster")
SPEECH = "We study {a} and show that {b} can be bounded|This paper asks how {a} shapes {b}, using data that nobody had looked at before|We propose a method for {a} which outperforms earlier work on {b}|Our results suggest that {a} is not explained by {b} alone|In this article I argue that {a} has been misread, and that {b} deserves more attention|We find large effects of {a} on {b}, and they persist for a decade|Experiments on three benchmarks demonstrate that {a} helps".split("|")


# Citations on one line: authors, title, venue, year, and what stands between them.
SIGNED = ("A. T. V.", "A, T, V", "A (Y). T. V", "A (Y): T. V", "A. Y. T. V", "A, T. V", "A: T. V", "T. A. V", "T, A, V", "T A, V", "T. V. A", "A (Y) T. V", "A Y, T, V", "Y A. T. V", "Y. A, T, V")
LEFT_OUT = ("T A. V", "T, A, V", "T. A. V", "T (Y) A. V", "Y T. A. V", "Y. T A. V", "T. V. A", "T V A", "Y: T. V. A", "A, T, V")

@dataclass(slots=True)
class Piece:
    """Text of a line, what sets it off, the field it belongs to."""

    text: str
    emphasis: str = ""
    role: str = ""


@dataclass(slots=True)
class Work:
    """A made-up work, and its labels."""

    title: str
    people: list[tuple[str, str, str]]  # given, middle initials, family
    venue: str
    kind: str
    year: int
    links: list[str]
    abstract: str
    note: str


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A section: its lines, the numbers of those with which works begin, its owner, and for each
    line the field of each part (start, end, field)."""

    lines: list[Line]
    begins: set[int]
    owner: str
    fields: dict[int, list[tuple[int, int, str]]]


def sections(count: int, seed: int = 7) -> Iterator[MadeUp]:
    """So many sections, each with a style of its own."""
    for k in range(count):
        yield _Section(random.Random(seed * 100_003 + k)).write()


class _Section:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.topic = chance.choice(sorted(TOPICS))
        self.tongue = LANGUAGES[chance.choice(sorted(LANGUAGES))] if chance.random() < 0.22 else {}
        self.wrap = chance.randint(44, 80) if chance.random() < 0.04 else 0
        fakers = [Faker(locale) for locale in chance.sample(LOCALES, 2)]
        for n, faker in enumerate(fakers):
            faker.seed_instance(chance.randrange(10**6) + n)
        self.fakers = fakers
        self.owner = self._person()
        self.circle = [self._person() for _ in range(chance.randint(3, 9))]
        self.names = chance.choice(
            ("full",) * 5 + ("slashed", "initials", "initials", "family, i.", "family, i.", "family ii", "first turned")
        )
        self.last = chance.choice((", and ", " and ", ", ", " & ", ", & ", "; "))
        self.between = ", " if self.last != "; " else "; "
        if self.tongue and "and" in self.last:
            self.last = self.tongue["and"]
        if self.names == "slashed":
            self.last = self.between = chance.choice(("/", "; ", "/"))
        self.title_case = chance.random() < 0.5
        self.quotes = chance.choice(("", "", "", "“”", '""', "‘’"))
        self.title_set = chance.choice(("", "", "bold", "italic", "link", "bold"))
        self.venue_set = chance.choice(("", "", "italic", "italic", "bold"))
        self.owner_set = chance.choice(("", "bold", "bold", "italic"))
        self.owner_left_out = chance.random() < 0.3
        self.alone = chance.random() < 0.25
        self.with_word = chance.choice(("with ", "(with ", "joint with ", "(joint with ", "Joint work with "))
        if self.tongue:
            word = self.tongue["with"]
            self.with_word = chance.choice((word, f"({word}", word))
        self.labels = chance.choice(LABELS).split("|")
        self.bars = chance.choice(("[] ", "| ", "/ ", "plain", "()"))
        self.bullet = chance.choice(("", "", "•", "number", "[number]"))
        self.blank = chance.random() < 0.5
        self.abstracts = chance.random() < 0.2
        self.stop = chance.choice((".", ".", ""))
        self.many = chance.random() < 0.12

    # ------------------------------------------------------------ what a work is

    def _person(self) -> tuple[str, str, str]:
        chance = self.chance
        if chance.random() < 0.35:
            given, family = chance.choice(ROMANISED["given"]), chance.choice(ROMANISED["family"])
        else:
            faker = chance.choice(self.fakers)
            given = faker.first_name().split()[0]
            family = faker.last_name().split(" ")[-1] if chance.random() < 0.8 else faker.last_name()
        if chance.random() < 0.06:
            family = f"{chance.choice(('van der', 'de', 'von', 'di', 'dos'))} {family}"
        if chance.random() < 0.08:
            family = f"{family}-{chance.choice(ROMANISED['family'])}"
        middle = f"{chance.choice('ABCDEFGJKLMPRST')}." if chance.random() < 0.2 else ""
        return given, middle, family

    def _phrase(self) -> str:
        return self.chance.choice(TOPICS[self.topic].split("|"))

    def _pick(self, what: str) -> str:
        return self.chance.choice(self.tongue[what].split("|"))

    def _foreign(self, year: int) -> tuple[str, str]:
        """The text of a venue in the language of the section."""
        chance = self.chance
        first = chance.randint(1, 400)
        which = chance.random()
        kind = "journal" if which < 0.5 else "chapter" if which < 0.75 else "book" if which < 0.9 else "thesis"
        people = self.tongue["and"].join(f"{g} {f}" for g, _, f in (self._person(), self._person()))
        text = self._steady(tuple(self.tongue[kind].split("|")), f"{kind} abroad").format(
            people=people, title=f"{self._pick('heads')} {self._pick('nouns')}", place=self._pick("places"),
            publisher=self._pick("publishers"), year=year, pages=f"{first}{chance.choice('–-')}{first + 19}",
            name=self._pick("names"), volume=chance.randint(2, 90), issue=chance.randint(1, 6),
        )
        if chance.random() < 0.12:
            text = self._pick("status")
        return text, "preprint" if kind == "thesis" else kind

    def _title(self) -> str:
        chance = self.chance
        if self.tongue and chance.random() < 0.85:
            title = f"{self._pick('heads')} {self._pick('nouns')}"
            if chance.random() < 0.3:
                title += self.tongue["and"] + self._pick("nouns")
            return title + (self._pick("tails") if chance.random() < 0.5 else "")
        title = f"{chance.choice(HEADS)} {self._phrase()}"
        if chance.random() < 0.35:
            title += chance.choice((" and ", " for ", " versus ", " with ", " in ")) + self._phrase()
        if chance.random() < 0.5:
            tail = chance.choice(TAILS)
            title += tail if tail[0] in ":,?" else f" {tail}"
        if chance.random() < 0.15:
            title = f"{chance.choice(NAMES)}: {title}"
        if chance.random() < 0.07:
            title = f"{self._phrase().capitalize()}"
        if chance.random() < 0.07 and not title.endswith("?"):
            title += "?"
        if chance.random() < 0.1:
            title = f"{self._phrase()}, {self._phrase()}, and {self._phrase()}"
        if chance.random() < 0.06:
            title += chance.choice((" (and why it matters)", " (with an application)", f" ({chance.choice(NAMES)})", " (part II)", " (1890–1914)"))
        if chance.random() < 0.06:
            title = chance.choice(SHORT)
        if self.title_case:
            small = ("of", "the", "and", "in", "on", "for", "with", "a", "its", "to", "from", "by", "at")
            words = title.split(" ")
            title = " ".join(
                w if n and w in small else w[:1].upper() + w[1:] for n, w in enumerate(words)
            )
        return title[:1].upper() + title[1:]

    def _work(self) -> Work:
        chance = self.chance
        counts = (1, 1, 1, 1, 1, 2) if self.alone else (1, 1, 2, 2, 3, 3, 4, 5)
        count = chance.choice(counts) if not self.many else chance.randint(5, 25)
        people = chance.sample(self.circle, min(count, len(self.circle)) - 1 if count > 1 else 0)
        while len(people) < count - 1:
            people.append(self._person())
        people.insert(chance.randint(0, len(people)), self.owner)
        year = chance.randint(1994, 2025)
        venue, kind = self._venue(year)
        abstract = ". ".join(
            chance.choice(SPEECH).format(a=self._phrase(), b=self._phrase())
            for _ in range(chance.randint(2, 5))
        )
        return Work(
            self._title(),
            people,
            venue,
            kind,
            year,
            [label for label in self.labels if chance.random() < 0.85] if chance.random() < 0.7 else [],
            f"{abstract}." if self.abstracts and chance.random() < 0.8 else "",
            chance.choice(NOTES) if chance.random() < 0.12 else "",
        )

    def _venue(self, year: int) -> tuple[str, str]:
        """The text of a venue, its year included."""
        chance = self.chance
        if self.tongue and chance.random() < 0.85:
            return self._foreign(year)
        which = chance.random()
        if which < 0.12:
            status = chance.choice(STATUS)
            return chance.choice((status, f"{status.capitalize()}, {year}", f"{status} at {chance.choice(JOURNALS)}", f"arXiv:{year % 100:02d}0{chance.randint(1, 9)}.{chance.randint(10000, 19999)}", f"arXiv preprint arXiv:{year % 100:02d}0{chance.randint(1, 9)}.{chance.randint(10000, 19999)}, {year}")), "preprint"
        if which < 0.45:
            venue = chance.choice([v for v in knowledge.venues() if v.kind == "conference" and v.abbrev])
            forms = (
                f"{venue.abbrev} {year}",
                f"{venue.abbrev}, {year}",
                f"In Proceedings of the {chance.randint(2, 40)}th {venue.name} ({venue.abbrev}), {year}",
                f"{venue.name} ({venue.abbrev}), {year}",
                f"In {venue.name}, pages {chance.randint(1, 500)}–{chance.randint(501, 900)}, {year}",
                f"in Proc. {venue.name} ({venue.abbrev}), {chance.choice(CITIES)}, {chance.choice(('Jun.', 'Dec.', 'July', 'May'))} {year}, pp. {chance.randint(1, 500)}-{chance.randint(501, 900)}",
                f"{venue.name}, {year}",
                f"{venue.abbrev}'{year % 100:02d}",
            )
            return self._steady(forms, "conference"), "conference"
        if which < 0.85:
            names = [v.name for v in knowledge.venues() if v.kind == "journal"]
            name = chance.choice(JOURNALS if chance.random() < 0.6 else names)
            volume, issue = chance.randint(2, 400), chance.randint(1, 12)
            first = chance.randint(1, 900)
            pages = chance.choice((f"{first}–{first + 17}", f"{first}-{first + 17}", f"{chance.randint(100000, 199999)}"))
            forms = (
                f"{name} {volume} ({year}), no. {issue}, {pages}",
                f"{name} {volume}({issue}), {pages}",
                f"{name}, {volume}({issue}):{pages}, {year}",
                f"{name}, vol. {volume}, no. {issue}, pp. {pages}, {year}",
                f"{name} {volume}, no. {issue} ({year}): {pages}",
                f"{name}, {year}",
                f"{name}, {volume}, {pages} ({year})",
                f"{name} {year};{volume}({issue}):{pages}",
                f"{name} {year}",
                f"{name}, {volume} ({year}), {pages}",
            )
            return self._steady(forms, "journal"), "journal"
        if which < 0.93:
            publisher = chance.choice(PUBLISHERS)
            people = " and ".join(f"{g} {f}" for g, _, f in (self._person(), self._person()))
            holder = self._title()
            return chance.choice((
                f"in {holder}, ed. {people} ({publisher}, {year})",
                f"In {holder}, edited by {people}, {chance.randint(1, 99)}–{chance.randint(100, 200)}. {publisher}, {year}",
                f"In: {people} (eds.), {holder}. {publisher} {year}, pp. {chance.randint(1, 99)}–{chance.randint(100, 200)}",
            )), "chapter"
        publisher = chance.choice(PUBLISHERS)
        return chance.choice((
            f"{publisher}, {year}",
            f"{chance.choice(CITIES).split(',')[0]}: {publisher}, {year}",
            f"PhD thesis, University of {chance.choice(CITIES).split(',')[0]}, {year}",
            f"US Patent {chance.randint(5, 11)},{chance.randint(100, 999)},{chance.randint(100, 999)}",
        )), "book"

    def _steady(self, forms: tuple[str, ...], kind: str) -> str:
        """The form that the section uses, nearly always."""
        own = getattr(self, "_forms", {})
        self._forms: dict[str, int] = own
        own.setdefault(kind, self.chance.randrange(len(forms)))
        return forms[own[kind]] if self.chance.random() < 0.85 else self.chance.choice(forms)

    # ------------------------------------------------------------ how it is set

    def _name(self, person: tuple[str, str, str], style: str) -> str:
        given, middle, family = person
        initials = " ".join(f"{part[0]}." for part in given.split("-")[:1]) + (f" {middle}" if middle else "")
        if style == "initials":
            return f"{initials} {family}"
        if style == "family, i.":
            return f"{family}, {initials}"
        if style == "family ii":
            return f"{family} {given[0]}{middle[:1]}"
        if style in ("turned", "slashed"):
            return f"{family}, {given}{' ' + middle if middle else ''}"
        return f"{given} {middle + ' ' if middle else ''}{family}"

    def _authors(self, work: Work) -> list[Piece]:
        """The list of authors as pieces, and the labels of its names."""
        people = list(work.people)
        pieces: list[Piece] = []
        if self.owner_left_out:
            people = [p for p in people if p != self.owner]
            if not people:
                return []
            pieces.append(Piece(self.with_word, role="authors"))
        shortened = len(people) > 8 and self.chance.random() < 0.6
        shown = people[: self.chance.randint(2, 5)] if shortened else people
        for k, person in enumerate(shown):
            style = self.names
            if style == "first turned":
                style = "full" if k or self.owner_left_out else "turned"
            elif self.owner_left_out and style in ("family, i.", "family ii", "slashed"):
                style = "full"
            if k:
                final = k == len(shown) - 1 and not shortened
                pieces.append(Piece(self.last if final else self.between))
            mark = "*" if k < 2 and len(people) > 2 and self.chance.random() < 0.1 else ""
            emphasis = self.owner_set if person == self.owner else ""
            pieces.append(Piece(self._name(person, style) + mark, emphasis, "authors"))
        if shortened:
            pieces.append(Piece(" et al.", role="authors"))
        if self.with_word.startswith("(") and self.owner_left_out:
            pieces.append(Piece(")"))
        return pieces

    def _set_title(self, work: Work, mark: str = "") -> list[Piece]:
        if self.quotes:
            inner = mark if mark in ",." else ""
            return [Piece(self.quotes[0]), Piece(work.title + inner, self.title_set, "title"), Piece(self.quotes[1] + (mark if not inner else ""))]
        ended = "" if work.title.endswith("?") else mark
        return [Piece(work.title, self.title_set, "title"), Piece(ended)]

    def _badge(self, work: Work, dated: bool) -> Piece:
        """The short name of a venue, set before the title."""
        short = self.chance.choice([v.abbrev for v in knowledge.venues() if v.abbrev])
        if work.kind == "preprint":
            short = self.chance.choice(("arXiv", "Preprint", "Under review"))
        if work.kind == "book":
            short = self.chance.choice(("Thesis", "Book", "PhD"))
        return Piece(f"{short} {work.year}" if dated else short, role="venue")

    def _set_links(self, work: Work) -> list[Piece]:
        if not work.links:
            return []
        if self.bars == "[] ":
            return [Piece(f"[{label}] ", role="links") for label in work.links]
        if self.bars == "()":
            return [Piece(f"({', '.join(work.links)})", role="links")]
        if self.bars == "plain":
            return [Piece(" ".join(f"[{label}]" for label in work.links), role="links")]
        return [Piece(f" {self.bars.strip()} ".join(work.links), role="links")]

    def write(self) -> MadeUp:
        setting = self.chance.choice((self._one_line, self._many_lines))
        style = setting()
        lines: list[Line] = []
        begins: set[int] = set()
        fields: dict[int, list[tuple[int, int, str]]] = {}
        count = self.chance.choice((1, 2, 3, *range(4, 15)))
        if self.chance.random() < 0.15:
            line, parts = _line([Piece(self.chance.choice(INTRODUCTIONS), role="note")], 1, "", 0)
            lines.append(line)
            fields[1] = parts
        for k in range(count):
            work = self._work()
            rows = [row for row in style(work) if "".join(p.text for p in row).strip()]
            if work.note:
                note = Piece(f" {work.note}.", role="note")
                if self.chance.random() < 0.5:
                    rows[-1].append(note)
                else:
                    rows.append([note])
            if work.abstract:
                head = "Abstract: " if self.chance.random() < 0.3 else ""
                rows.append([Piece(head + work.abstract, role="prose")])
            for n, row in enumerate(self._wrapped(rows)):
                mark, blank = self._mark(n, k, count), int(self.blank and not n)
                line, parts = _line(row, len(lines) + 1, mark, blank)
                if self.wrap and n:
                    line = replace(line, indent=5)
                lines.append(line)
                fields[line.number] = parts
                if not n:
                    begins.add(line.number)
        return MadeUp(lines, begins, f"{self.owner[0]} {self.owner[2]}", fields)

    def _wrapped(self, rows: list[list[Piece]]) -> list[list[Piece]]:
        """The rows as somebody breaks them who keeps the file by hand."""
        if not self.wrap:
            return rows
        found: list[list[Piece]] = []
        for row in rows:
            found.append([])
            length = 0
            for piece in row:
                for k, word in enumerate(piece.text.split(" ")):
                    if k and length > self.wrap - self.chance.randint(0, 16):
                        found.append([])
                        length = 0
                    lead = " " if k and found[-1] else ""
                    found[-1].append(replace(piece, text=f"{lead}{word}"))
                    length += len(word) + 1
        return [row for row in found if "".join(p.text for p in row).strip()]

    def _mark(self, row: int, work: int, count: int) -> str:
        if row or not self.bullet:
            return ""
        return {"•": "•", "number": f"{count - work}.", "[number]": f"[{work + 1}]"}[self.bullet]

    def _one_line(self) -> Any:
        pattern = self.chance.choice(LEFT_OUT if self.owner_left_out else SIGNED)
        separate = self.chance.random() < 0.3

        def style(work: Work) -> list[list[Piece]]:
            venue = [Piece(work.venue, self.venue_set if self.chance.random() < 0.9 else "", "venue")]
            authors = self._authors(work)
            after = ". " if "." in pattern else ", "
            row: list[Piece] = []
            if "." in pattern and not work.venue[:1].isupper():
                venue = [replace(venue[0], text=work.venue[:1].upper() + work.venue[1:])]
            parts = pattern.replace(".", "").replace(",", "").replace(":", "").split()
            for n, part in enumerate(parts):
                final = n == len(parts) - 1
                mark = self.stop if final else after.strip()
                if part == "A":
                    if not authors:
                        continue
                    ended = authors[-1].text.endswith((".", ")"))
                    colon = "A:" in pattern
                    year_next = not final and parts[n + 1] == "(Y)"
                    row += [*authors, Piece("" if year_next or (ended and mark == ".") else ":" if colon else mark)]
                elif part == "T":
                    row += self._set_title(work, "," if self.quotes and mark == "," else mark)
                elif part == "(Y)":
                    row.append(Piece(f"({work.year})" + ("." if "(Y)." in pattern else ":" if "(Y):" in pattern else ""), role="date"))
                elif part == "Y":
                    row.append(Piece(f"{work.year}" + ("," if "Y," in pattern else "." if "Y." in pattern else ""), role="date"))
                else:
                    row += [*venue, Piece(mark)]
                row.append(Piece(" "))
            links = self._set_links(work)
            return [row, links] if separate else [[*row, *links]]

        return style

    def _many_lines(self) -> Any:
        order = self.chance.choice(("TAVL", "TAVL", "ATVL", "TVAL", "TALV", "VTAL", "BTAVL", "BTAVL", "T+A VL", "T+A V L", "A T+V L", "T AV L", "T A VL", "BTAVL"))
        groups = order.split() if " " in order else list(order)
        joint = self.chance.choice((".", ",", "."))
        dated = self.chance.random() < 0.3

        def style(work: Work) -> list[list[Piece]]:
            rows = []
            for group in groups:
                row: list[Piece] = []
                for part in group.replace("+", ""):
                    if row and not row[-1].text.endswith((".", ")", "?", "”")):
                        row.append(Piece(joint))
                    row.append(Piece(" "))
                    if part == "T":
                        row += self._set_title(work, "." if self.stop and len(groups) < 4 else "")
                    elif part == "A":
                        row += self._authors(work)
                    elif part == "V":
                        row.append(Piece(work.venue, self.venue_set, "venue"))
                    elif part == "B":
                        row.append(self._badge(work, dated))
                    else:
                        row += self._set_links(work)
                rows.append(row)
            return rows

        return style


def _line(
    row: list[Piece], number: int, bullet: str, blank: int
) -> tuple[Line, list[tuple[int, int, str]]]:
    text = ""
    spans: list[Span] = []
    links: list[Link] = []
    parts: list[tuple[int, int, str]] = []
    for piece in row:
        if not text or text.endswith(" "):
            piece = replace(piece, text=piece.text.lstrip())
        start = len(text)
        text += piece.text
        if piece.emphasis and piece.text.strip():
            spans.append(Span(start, len(text), piece.emphasis))
            if piece.emphasis == "link":
                links.append(Link(piece.text, "https://example.org/work"))
        if piece.role:
            parts.append((start, len(text), piece.role))
    line = Line(
        number=number,
        text=text.rstrip(),
        bullet=bullet,
        blank_before=blank,
        spans=tuple(spans),
        links=tuple(links),
    )
    return line, parts
