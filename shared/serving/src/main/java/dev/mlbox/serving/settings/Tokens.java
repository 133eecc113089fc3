package dev.mlbox.serving.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What boxes and pilots of a model show each other. A box knows the one of its own version and
 * those of the versions that there were when it was deployed, and shows them all, so that any two
 * that meet have one in common.
 *
 * @param fellows of boxes and pilots; empty: everybody is believed
 * @param others of versions that ask for them where this one does not; shown like the rest
 * @param metrics of whoever reads the metrics; null: everybody may
 */
public record Tokens(List<String> fellows, List<String> others, @Nullable String metrics) {
  /** Nobody is asked for one. */
  public static final Tokens NONE = new Tokens(List.of(), List.of(), null);

  private static final String BEARER = "Bearer ";

  /** Who shows more than there can be is trying them out. */
  private static final int MOST = 16;

  public Tokens {
    fellows = List.copyOf(fellows);
    others = List.copyOf(others);
  }

  /** What this box shows; empty for nothing. */
  public String shown() {
    return Stream.concat(fellows.stream(), others.stream()).collect(Collectors.joining(" "));
  }

  /**
   * Whether a request comes from a box or a pilot of the model.
   *
   * @param shown the header; null when there is none
   */
  public boolean isFellow(@Nullable String shown) {
    if (fellows.isEmpty()) {
      return true;
    }
    boolean known = false;
    for (String one : (shown == null ? "" : shown).split(" ", MOST)) {
      for (String other : fellows) {
        known |= same(one, other);
      }
    }
    return known;
  }

  /**
   * Whether a request may read the metrics.
   *
   * @param authorization the header; null when there is none
   */
  public boolean mayRead(@Nullable String authorization) {
    return metrics == null
        || (authorization != null
            && authorization.startsWith(BEARER)
            && same(authorization.substring(BEARER.length()), metrics));
  }

  /** However far they are the same, it takes as long. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Without them. */
  @Override
  public String toString() {
    return "Tokens[" + fellows.size() + (metrics == null ? "]" : ", metrics]");
  }
}
