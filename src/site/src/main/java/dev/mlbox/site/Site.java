package dev.mlbox.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All pages, in the order of their list. */
final class Site {
  /** Where files of the project are copied that a page points to. */
  static final String FILES = "files";

  private static final String INDEX = "index.md";

  private final Contents contents;
  private final Map<Path, Page> pages;

  private Site(Contents contents, Map<Path, Page> pages) {
    this.contents = contents;
    this.pages = pages;
  }

  static Site read(Path folder) throws IOException {
    Page index = Page.read(folder, INDEX);
    Contents contents = Contents.of(index.tree());
    Map<Path, Page> pages = new LinkedHashMap<>();
    pages.put(index.file(), index);
    for (String name : contents.pages()) {
      if (Files.isRegularFile(folder.resolve(name))) {
        Page page = Page.read(folder, name);
        pages.put(page.file(), page);
      }
    }
    addDecisions(folder, pages);
    return new Site(contents, pages);
  }

  /** The decisions are many and short; they have a list of their own instead of the index. */
  private static void addDecisions(Path folder, Map<Path, Page> pages) throws IOException {
    Path decisions = folder.resolve("decisions");
    if (!Files.isDirectory(decisions)) {
      return;
    }
    StringBuilder list = new StringBuilder("# Decisions\n\n");
    try (Stream<Path> files = Files.list(decisions)) {
      for (Path file : files.sorted().toList()) {
        Page page = Page.read(folder, "decisions/" + file.getFileName());
        pages.put(page.file(), page);
        list.append("- [%s](decisions/%s)%n".formatted(page.title(), file.getFileName()));
      }
    }
    String text = list.toString();
    pages.put(decisions, new Page("decisions.md", decisions, Dialect.parse(text), "Decisions"));
  }

  int size() {
    return pages.size();
  }

  /** Everything that a reader would stumble over: links that lead nowhere, samples that are old. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Page page : pages.values()) {
      problems.addAll(new Links(page, pages).problems());
      for (Sample sample : Sample.of(page)) {
        sample.problem().ifPresent(problems::add);
      }
    }
    return problems;
  }

  void write(Path target) throws IOException {
    for (Page page : pages.values()) {
      Links links = new Links(page, pages);
      String html = Layout.html(page, body(page, links), contents, this);
      Path file = target.resolve(page.address());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, html);
      for (Path other : links.files()) {
        copy(other, target.resolve(links.copied(other)));
      }
    }
  }

  private static String body(Page page, Links links) {
    return Dialect.html(page.tree(), html -> new Drawn(html, page, links));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The page of a name in the list. */
  Page page(String name) {
    return pages.values().stream()
        .filter(page -> page.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The nearest folder above with the project's POM of all modules. */
  static Path projectOf(Path file) {
    return Optional.ofNullable(file.getParent())
        .map(Site::projectAbove)
        .orElseThrow(() -> new IllegalStateException(file + " is in no project"));
  }

  private static Path projectAbove(Path folder) {
    for (Path above = folder; above != null; above = above.getParent()) {
      if (Files.isRegularFile(above.resolve("pom.xml"))
          && Files.isDirectory(above.resolve("shared"))) {
        return above;
      }
    }
    throw new IllegalStateException(folder + " is in no project");
  }
}
