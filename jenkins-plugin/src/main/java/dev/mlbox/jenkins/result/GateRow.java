package dev.mlbox.jenkins.result;

import java.util.Locale;

/**
 * One gate for people.
 *
 * @param gate the line as it was written
 * @param place where it was set
 * @param verdict PASS, FAIL, INCONCLUSIVE or ERROR
 * @param message with numbers and interval
 * @param blocks whether it stopped the candidate
 */
public record GateRow(String gate, String place, String verdict, String message, boolean blocks) {

  static GateRow of(Tree finding) {
    return new GateRow(
        finding.at("gate", "text").text(),
        finding.at("gate", "place").text(),
        finding.at("verdict").text(),
        finding.at("message").text(),
        finding.at("blocks").isTrue());
  }

  public String getGate() {
    return gate;
  }

  public String getPlace() {
    return place;
  }

  /** The verdict as a word. */
  public String getVerdict() {
    return verdict.toLowerCase(Locale.ROOT);
  }

  /** How a theme colours it. */
  public String getStyle() {
    return switch (verdict) {
      case "PASS" -> "mlbox-pass";
      case "FAIL" -> "mlbox-fail";
      default -> "mlbox-open";
    };
  }

  public String getMessage() {
    return message;
  }

  public boolean isBlocks() {
    return blocks;
  }
}
