package dev.mlbox.engine.train;

import dev.mlbox.engine.load.ModelFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pattern such as {@code data/*.parquet} or {@code src/**}{@code /*.py}; as users expect, two
 * stars and a slash also stand for no folder at all.
 */
final class Glob {
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

  private final Path folder;
  private final String pattern;

  Glob(Path folder, String pattern) {
    this.folder = folder;
    this.pattern = pattern.startsWith("./") ? pattern.substring(2) : pattern;
  }

  static boolean isOne(String path) {
    return SPECIAL.matcher(path).find();
  }

  /** The files it matches, without what tools leave in folders. */
  List<Path> files() throws IOException {
    Path base = folder.resolve(fixed()).normalize();
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    List<PathMatcher> matchers =
        Stream.of(pattern, pattern.replace("**/", "")).distinct().map(Glob::matcher).toList();
    boolean absolute = Path.of(fixed()).isAbsolute();
    return ModelFiles.below(base).values().stream()
        .filter(
            file -> {
              Path seen = absolute ? file : folder.relativize(file);
              return matchers.stream().anyMatch(matcher -> matcher.matches(seen));
            })
        .toList();
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  /** The folders before the first one with a special character. */
  private String fixed() {
    List<String> parts = Arrays.asList(pattern.split("/", -1));
    String start =
        parts.subList(0, parts.size() - 1).stream()
            .takeWhile(part -> !isOne(part))
            .collect(Collectors.joining("/"));
    return start.isEmpty() && pattern.startsWith("/") ? "/" : start;
  }
}
