package dev.mlbox.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages in the order in which they are listed. */
final class Contents {
  private static final String[][] PAGES = {
    {"Use", "Start in five minutes", "start.md"},
    {"Use", "Jenkins", "jenkins.md"},
    {"Use", "Maven", "maven.md"},
    {"Use", "Pull requests", "pull-requests.md"},
    {"Use", "Kubernetes", "kubernetes.md"},
    {"Understand", "How verdicts are made", "verdicts.md"},
    {"Understand", "The statistics", "statistics.md"},
    {"Understand", "Security model", "security.md"},
    {"Understand", "Design", "design.md"},
    {"Look up", "Every key of mlbox.yaml", "reference.md"},
    {"Look up", "Metrics", "metrics.md"},
    {"Look up", "Troubleshooting by message", "troubleshooting.md"},
    {"Look up", "Figures", "../bench/README.md"},
    {"Look up", "Changes", "CHANGELOG.md"},
  };

  private final List<Entry> entries;

  private Contents(List<Entry> entries) {
    this.entries = entries;
  }

  /** Those of a checkout: the listed ones, then every decision. */
  static Contents of(Path checkout) throws IOException {
    Path folder = checkout.resolve("src/site");
    List<Entry> entries = new ArrayList<>();
    for (String[] page : PAGES) {
      String address = page[2].startsWith("../bench/") ? "figures.html" : html(page[2]);
      entries.add(new Entry(page[0], page[1], folder.resolve(page[2]).normalize(), address));
    }
    try (Stream<Path> files = Files.list(folder.resolve("decisions"))) {
      for (Path file : files.sorted().toList()) {
        String title = Site.read(file).lines().findFirst().orElse("").replaceFirst("^#+ *", "");
        entries.add(
            new Entry("Decisions", title, file, "decisions/" + html(file.getFileName() + "")));
      }
    }
    return new Contents(List.copyOf(entries));
  }

  private static String html(String name) {
    return name.replaceFirst("\\.md$", ".html");
  }

  List<Entry> entries() {
    return entries;
  }

  /** The page that is made of a file; of a folder with decisions, the first one. */
  Optional<Entry> of(Path from, String link) {
    Path target = from.resolveSibling(link.replaceFirst("#.*", "")).normalize();
    return entries.stream()
        .filter(each -> each.file().equals(target) || target.equals(each.file().getParent()))
        .filter(each -> !target.endsWith("site"))
        .findFirst();
  }
}
