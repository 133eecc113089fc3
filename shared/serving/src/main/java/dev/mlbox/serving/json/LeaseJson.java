package dev.mlbox.serving.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Lease;
import java.io.IOException;
import java.util.List;

/** Reads a lease, or says why it is none; a half-written one never becomes half a lease. */
public final class LeaseJson {
  private static final List<String> REQUIRED =
      List.of("/renewal", "/ttl", "/weight", "/stable/version", "/stable/address", "/coverAfter");

  private static final List<String> HOLDOUT =
      List.of(
          "/holdout/route/version",
          "/holdout/route/address",
          "/holdout/weight",
          "/holdout/coverAfter");

  private LeaseJson() {}

  /**
   * Reads a lease.
   *
   * @param place where it was read, for messages
   * @throws MlboxException INVALID when it is not a whole lease
   */
  public static Lease read(byte[] json, String place) {
    try {
      JsonNode tree = BoxJson.mapper().readTree(json);
      for (String key : REQUIRED) {
        requireKey(tree, key, place);
      }
      if (tree.hasNonNull("canary")) {
        requireKey(tree, "/canary/version", place);
        requireKey(tree, "/canary/address", place);
      }
      if (tree.hasNonNull("manner")) {
        requireKey(tree, "/manner/shadow", place);
      }
      if (tree.hasNonNull("holdout")) {
        for (String key : HOLDOUT) {
          requireKey(tree, key, place);
        }
      }
      return BoxJson.mapper().treeToValue(tree, Lease.class);
    } catch (JsonProcessingException e) {
      throw MlboxException.invalid(
          Problem.of("the lease cannot be read: " + e.getOriginalMessage()).at(place));
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("the lease cannot be read: " + e.getMessage()).at(place));
    }
  }

  private static void requireKey(JsonNode tree, String pointer, String place) {
    JsonNode value = tree.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      throw MlboxException.invalid(
          Problem.of("the lease has no " + pointer.substring(1).replace('/', '.')).at(place));
    }
  }
}
