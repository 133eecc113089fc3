package dev.mlbox.core.config;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as they may be printed: without what may be secret in them. Logs, reports and comments
 * of pull requests are read by others than those who wrote mlbox.yaml.
 */
public final class Shown {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<kind>file:)?(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
              // A secret key may have slashes in it, and a port is no password; a bucket has none.
              + "(?:(?<user>[^/?#:]*:(?:(?<=[sS]3://[^/?#:]{0,999}:)|(?!\\d+/))[^?#]*|[^/?#]*)@)?"
              + "(?<place>[^?#]*)"
              + "(?:\\?[^#]*)?(?<rest>#.*)?",
          Pattern.DOTALL);

  private Shown() {}

  /**
   * Without user, password and query, such as a signature, and without the fragment where it is not
   * the place in a repository. What is no address, such as a path, stays as it is.
   */
  public static String of(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches()) {
      return text;
    }
    String scheme = address.group("scheme");
    boolean inRepository = scheme.toLowerCase(Locale.ROOT).startsWith("git");
    String rest = address.group("rest");
    return Objects.requireNonNullElse(address.group("kind"), "")
        + scheme
        + "://"
        + login(scheme, address.group("user"))
        + address.group("place")
        + (inRepository && rest != null ? rest : "");
  }

  /** With ssh the user is part of the address and no secret; elsewhere it may be a token. */
  private static String login(String scheme, @Nullable String user) {
    return user != null && scheme.toLowerCase(Locale.ROOT).endsWith("ssh")
        ? user.replaceAll(":.*", "") + "@"
        : "";
  }
}
