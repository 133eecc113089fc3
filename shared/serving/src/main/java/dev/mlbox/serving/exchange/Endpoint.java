package dev.mlbox.serving.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path asks for.
 *
 * @param kind of question
 * @param model its name in the path; empty where the path has none
 * @param version of the model that is to answer; empty where the path names none
 */
public record Endpoint(Kind kind, String model, String version) {
  private static final String PREDICT = "/predict";
  private static final Pattern MODEL =
      Pattern.compile("/v2/models/([^/]+)(?:/versions/([^/]+))?(/infer|/ready)?/?");

  /** Whatever version answers. */
  public Endpoint(Kind kind, String model) {
    this(kind, model, "");
  }

  /** Questions that a box answers. */
  public enum Kind {
    ROWS,
    TENSORS,
    SERVER,
    MODEL,
    MODEL_READY,
    LIVE,
    READY,
    /** What really happened, after an answer. */
    FEEDBACK,
    /** A prediction of a server behind the box. */
    BEHIND,
    /** Whatever else a server behind the box may answer. */
    OTHER
  }

  /** What a path asks for; empty when nothing is there. */
  public static Optional<Endpoint> of(String path) {
    return switch (path) {
      case PREDICT -> Optional.of(new Endpoint(Kind.ROWS, ""));
      case "/feedback" -> Optional.of(new Endpoint(Kind.FEEDBACK, ""));
      case "/v2", "/v2/" -> Optional.of(new Endpoint(Kind.SERVER, ""));
      case "/v2/health/live" -> Optional.of(new Endpoint(Kind.LIVE, ""));
      case "/v2/health/ready" -> Optional.of(new Endpoint(Kind.READY, ""));
      default -> ofModel(path);
    };
  }

  private static Optional<Endpoint> ofModel(String path) {
    Matcher matcher = MODEL.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rest = matcher.group(3);
    Kind kind = Kind.MODEL;
    if (rest != null) {
      kind = rest.equals("/infer") ? Kind.TENSORS : Kind.MODEL_READY;
    }
    String version = matcher.group(2);
    return Optional.of(new Endpoint(kind, matcher.group(1), version == null ? "" : version));
  }

  /** Whether the model is asked. */
  public boolean isPrediction() {
    return kind == Kind.ROWS || kind == Kind.TENSORS || kind == Kind.BEHIND;
  }

  /** Whether a box answers it without anybody. */
  public boolean isHealth() {
    return kind == Kind.LIVE || kind == Kind.READY;
  }

  /** Whether a box itself knows what it is and how it is asked. */
  public boolean isOwn() {
    return kind != Kind.BEHIND && kind != Kind.OTHER;
  }

  /** How a box's own ones are asked. */
  public HttpMethod method() {
    return isPrediction() || kind == Kind.FEEDBACK ? HttpMethod.POST : HttpMethod.GET;
  }
}
