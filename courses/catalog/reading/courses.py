"""Reads the folders of courses and lessons, and reports what is missing in them or listed nowhere."""

from courses.catalog.model.schema import CourseFile, Guide, QuestionsFile, Status
from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.pages import read_page
from courses.catalog.reading.source import CourseSource, LessonSource, MarkdownFile, YamlFile
from courses.catalog.reading.typed_files import FileReader

TOP = "courses"


class CourseReader:
    """Reads content/courses with the files of `reader`."""

    def __init__(self, reader: FileReader) -> None:
        self.reader = reader

    def courses(self) -> tuple[CourseSource, ...]:
        """All courses that can be read, in the order of their codes."""
        slugs = self.reader.folder.folders_under(TOP)
        if not slugs and self.reader.folder.root.is_dir():
            self._report(TOP, "M105", "there is no course. Make a folder for one, with a file course.yaml.")
        found = [course for course in map(self._course, slugs) if course is not None]
        return tuple(sorted(found, key=lambda course: (course.plan.model.code, course.slug)))

    def _course(self, slug: str) -> CourseSource | None:
        folder = f"{TOP}/{slug}"
        plan = self._plan(folder)
        present = self.reader.folder.folders_under(folder)
        listed = plan.model.lessons if plan else present
        read = {lesson: self._lesson(slug, lesson) for lesson in present}
        if plan is None:
            return None
        self._compare(plan, present)
        lessons = tuple(lesson for name in dict.fromkeys(listed) if (lesson := read.get(name)))
        unread = frozenset(name for name, lesson in read.items() if lesson is None)
        return CourseSource(slug, self.reader.shown(folder), plan, lessons, unread)

    def _plan(self, folder: str) -> YamlFile[CourseFile] | None:
        path = f"{folder}/course.yaml"
        if not self.reader.expect(path):
            self._report(path, "M105", "the file is missing. Write it: code, title, summary, status, version, lessons.")
            return None
        return self.reader.typed(path, CourseFile)

    def _compare(self, plan: YamlFile[CourseFile], present: tuple[str, ...]) -> None:
        """Folders and the plan's list must name the same lessons; a draft may plan more than is written."""
        listed, places = plan.model.lessons, plan.places
        for position, lesson in enumerate(listed):
            if lesson in listed[:position]:
                reason = f'the lesson "{lesson}" is listed twice. Keep one of the two.'
                self.reader.problems.append(Problem(places.of("lessons", position), "M105", reason))
            elif lesson not in present and plan.model.status is Status.PUBLISHED:
                reason = f'the lesson "{lesson}" has no folder. Write it, or take it off the list.'
                self.reader.problems.append(Problem(places.of("lessons", position), "M105", reason))
        for lesson in present:
            if lesson not in listed:
                reason = f'the folder "{lesson}" is not listed. Add it to lessons, or move it away.'
                self.reader.problems.append(Problem(places.of("lessons"), "M105", reason))

    def _lesson(self, course: str, slug: str) -> LessonSource | None:
        folder = f"{TOP}/{course}/{slug}"
        pages = self._pages(folder)
        plan = self._questions(f"{folder}/questions.yaml")
        guide_path = f"{folder}/guide.yaml"
        has_guide = self.reader.expect(guide_path)  # a published lesson without one is a matter of the checks
        guide = self.reader.typed(guide_path, Guide) if has_guide else None
        images = self._images(f"{folder}/images")
        if plan is None or len(pages) < len(LANGUAGES) or (has_guide and guide is None):
            return None
        return LessonSource(course, slug, self.reader.shown(folder), plan, pages, guide, images)

    def _pages(self, folder: str) -> dict[str, MarkdownFile]:
        pages: dict[str, MarkdownFile] = {}
        for language in LANGUAGES:
            path = f"{folder}/{language}.md"
            if not self.reader.expect(path):
                self._report(path, "T601", "this language of the lesson is missing. Write it: no lesson has one only.")
                continue
            text = self.reader.text(path)
            page = (
                read_page(text, self.reader.shown(path), language, self.reader.problems) if text is not None else None
            )
            if page is not None:
                pages[language] = page
        return pages

    def _questions(self, path: str) -> YamlFile[QuestionsFile] | None:
        if not self.reader.expect(path):
            self._report(path, "M105", "the file is missing. Write the lesson block and the questions.")
            return None
        return self.reader.typed(path, QuestionsFile)

    def _images(self, folder: str) -> tuple[str, ...]:
        images = [path for path in self.reader.folder.under(folder) if self.reader.expect(path)]
        return tuple(path.rpartition("/")[2] for path in images)

    def _report(self, path: str, code: str, reason: str) -> None:
        self.reader.problems.append(Problem(self.reader.folder.place(path), code, reason))
