package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.port.ModelFacts;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every source checks of what it brought: that it is the model, and the expected one. */
final class Received {
  private static final byte[] POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.UTF_8);

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private Received() {}

  /**
   * The facts of a model that was brought.
   *
   * @param shown the address without secrets
   * @throws MlboxException INVALID when it is empty, a Git LFS pointer, or of another digest
   */
  static ModelFacts check(LoadConfig config, Path model, String shown) {
    ModelFacts facts = ModelFiles.facts(model);
    if (facts.bytes() == 0) {
      throw invalid(Problem.of("`%s` is empty".formatted(shown)).expected("a model"), config);
    }
    pointer(model)
        .ifPresent(
            file -> {
              throw invalid(lfs(shown, file, Files.isDirectory(model)), config);
            });
    Optional<String> expected = digest(config);
    if (expected.isPresent() && !expected.get().equals(facts.digest().hex())) {
      throw invalid(other(shown, facts, expected.get()), config);
    }
    return facts;
  }

  private static Problem lfs(String shown, String file, boolean folder) {
    String what = folder ? "`%s` in `%s`".formatted(file, shown) : "`%s`".formatted(shown);
    return Problem.of(what + " is a Git LFS pointer, not the model itself")
        .remedy("run `git lfs pull` and load the file, or load it over https with its `sha256`");
  }

  private static Problem other(String shown, ModelFacts facts, String expected) {
    return Problem.of("`%s` has the sha256 %s".formatted(shown, facts.digest().hex()))
        .expected(expected)
        .remedy("if the model was meant to change, change `sha256` too");
  }

  /**
   * The expected digest as plain hex digits; empty when none is expected.
   *
   * @throws MlboxException INVALID when what is expected cannot be a digest
   */
  static Optional<String> digest(LoadConfig config) {
    Optional<String> digest = written(config);
    if (digest.filter(hex -> !HEX.matcher(hex).matches()).isPresent()) {
      throw invalid(
          Problem.of("`sha256` is `%s`".formatted(config.sha256())).expected("64 hex digits"),
          config);
    }
    return digest;
  }

  private static Optional<String> written(LoadConfig config) {
    return Optional.ofNullable(config.sha256())
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .map(text -> text.startsWith("sha256:") ? text.substring("sha256:".length()) : text);
  }

  static MlboxException invalid(Problem problem, LoadConfig config) {
    return MlboxException.invalid(problem.at(config.place()));
  }

  /** The name of a file that is a pointer to what Git LFS keeps elsewhere. */
  private static Optional<String> pointer(Path model) {
    try {
      Collection<Path> files =
          Files.isDirectory(model) ? ModelFiles.below(model).values() : List.of(model);
      for (Path file : files) {
        if (startsLikePointer(file)) {
          return Optional.of(String.valueOf(file.getFileName()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("%s cannot be read: %s".formatted(model, e.getMessage())), e);
    }
  }

  private static boolean startsLikePointer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(POINTER.length), POINTER);
    }
  }
}
