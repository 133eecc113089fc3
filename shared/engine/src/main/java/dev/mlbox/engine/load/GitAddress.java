package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.git.GitAccess;
import java.net.URISyntaxException;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder at a state of a repository: {@code git+URL#path@ref}, or {@code git:ref:path} in
 * the project's own.
 *
 * @param url of the repository; null for the project's own
 * @param path of the model: from the repository's root, or from mlbox.yaml in the project's own
 * @param ref branch, tag or commit
 */
record GitAddress(@Nullable String url, String path, String ref) {
  private static final String OWN = "git:";
  private static final String OTHER = "git+";

  static boolean isOne(String from) {
    return from.startsWith(OWN) || from.startsWith(OTHER);
  }

  static GitAddress of(LoadConfig config) {
    String from = config.from();
    return from.startsWith(OWN)
        ? own(from.substring(OWN.length()), config)
        : other(from.substring(OTHER.length()), config);
  }

  private static GitAddress own(String text, LoadConfig config) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw Received.invalid(
          Problem.of("`git:%s` names no path in a commit".formatted(text))
              .expected("git:REF:path, such as git:v1.2:models/flights.onnx"),
          config);
    }
    return new GitAddress(null, clean(text.substring(colon + 1)), text.substring(0, colon));
  }

  private static GitAddress other(String text, LoadConfig config) {
    int hash = text.indexOf('#');
    String url = hash < 0 ? text : text.substring(0, hash);
    checkUrl(url, config);
    String rest = hash < 0 ? "" : text.substring(hash + 1);
    int at = rest.lastIndexOf('@');
    String path = clean(at < 0 ? rest : rest.substring(0, at));
    String ref = at < 0 ? "HEAD" : rest.substring(at + 1);
    if (path.isEmpty() || ref.isEmpty()) {
      throw Received.invalid(
          Problem.of("`git+%s` names no path in a repository".formatted(GitAccess.shown(url)))
              .expected(
                  "git+URL#path@ref, such as" + " git+https://host/team/models#flights.onnx@v1.2"),
          config);
    }
    return new GitAddress(url, path, ref);
  }

  private static void checkUrl(String url, LoadConfig config) {
    try {
      URIish uri = new URIish(url);
      boolean web = uri.getScheme() != null && uri.getScheme().startsWith("http");
      if (web && (uri.getUser() != null || uri.getPass() != null)) {
        throw Received.invalid(
            Problem.of("`git+%s` contains a user or password".formatted(GitAccess.shown(url)))
                .expected("a URL without secrets")
                .remedy("set MLBOX_GIT_USER and MLBOX_GIT_TOKEN in the environment"),
            config);
      }
    } catch (URISyntaxException e) {
      throw Received.invalid(
          Problem.of("the repository to load from has no valid URL")
              .expected("git+URL#path@ref, such as git+https://host/team/models#flights.onnx@v1.2"),
          config);
    }
  }

  private static String clean(String path) {
    String cleaned = path.startsWith("./") ? path.substring(2) : path;
    return cleaned.replaceAll("^/+|/+$", "");
  }

  /** How the address reads without secrets and with a given state. */
  String shown(String state) {
    return url == null
        ? "git:%s:%s".formatted(state, path)
        : "git+%s#%s@%s".formatted(GitAccess.shown(url), path, state);
  }
}
