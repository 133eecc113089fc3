package dev.mlbox.engine.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.config.NotifyConfig;
import dev.mlbox.engine.json.Json;
import java.util.stream.Collectors;

/** A notice as its receiver understands it. */
final class Shapes {
  /** Slack cuts a section's text off at 3,000 characters with an error. */
  private static final int LONGEST = 2500;

  private Shapes() {}

  static String of(Notice notice, NotifyConfig.Shape shape) {
    return switch (shape) {
      case JSON -> Json.write(notice);
      case SLACK -> slack(notice).toString();
      case TEAMS -> teams(notice).toString();
    };
  }

  private static String mark(Notice notice) {
    return switch (notice.outcome()) {
      case "succeeded" -> "✅";
      case "awaiting" -> "✋";
      case "superseded" -> "➡️";
      default -> "❌";
    };
  }

  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** Block Kit: a section and a line of context; `text` is what notifications show. */
  private static ObjectNode slack(Notice notice) {
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("text", "%s %s".formatted(mark(notice), escaped(notice.title())));
    ArrayNode blocks = message.putArray("blocks");
    ObjectNode section = blocks.addObject().put("type", "section").putObject("text");
    section.put("type", "mrkdwn");
    section.put(
        "text",
        "%s *%s*\n%s"
            .formatted(mark(notice), escaped(notice.title()), escaped(brief(notice.text()))));
    String links =
        notice.links().stream()
            .map(link -> "<%s|%s>".formatted(escaped(link.url()), escaped(link.name())))
            .collect(Collectors.joining("  "));
    ObjectNode context = blocks.addObject().put("type", "context");
    context
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put(
            "text",
            "%s, %s  %s".formatted(escaped(notice.place()), escaped(notice.by()), links).strip());
    return message;
  }

  /** The three characters that Slack's text formatting asks to be escaped. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * A message with an adaptive card, as a workflow's "when a webhook request is received" takes.
   */
  private static ObjectNode teams(Notice notice) {
    ObjectNode message = Json.mapper().createObjectNode().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.4");
    ArrayNode body = card.putArray("body");
    body.addObject()
        .put("type", "TextBlock")
        .put("size", "Medium")
        .put("weight", "Bolder")
        .put("wrap", true)
        .put("text", "%s %s".formatted(mark(notice), notice.title()));
    body.addObject().put("type", "TextBlock").put("wrap", true).put("text", brief(notice.text()));
    body.addObject()
        .put("type", "TextBlock")
        .put("isSubtle", true)
        .put("wrap", true)
        .put("text", "%s, %s".formatted(notice.place(), notice.by()));
    ArrayNode actions = card.putArray("actions");
    notice
        .links()
        .forEach(
            link ->
                actions
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", link.name())
                    .put("url", link.url()));
    return message;
  }
}
