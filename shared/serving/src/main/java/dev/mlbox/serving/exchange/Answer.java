package dev.mlbox.serving.exchange;

import dev.mlbox.core.judge.Tally.Trial;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.json.ErrorJson;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to whoever asked.
 *
 * @param status as in HTTP
 * @param contentType of the body; empty when there is none
 * @param body passed on unread when another box wrote it
 * @param version of the box that really answered
 * @param micros time in its model handler; {@link #UNTIMED} when the model was not asked
 * @param headers that a server behind the box gave beside its content type
 * @param id by which labels that come later find it, see {@link AnswerId}; empty for none
 * @param garbled whether it says 2xx, and its body is none of the answers that the model gives
 */
public record Answer(
    int status,
    String contentType,
    Buffer body,
    String version,
    long micros,
    List<Map.Entry<String, String>> headers,
    String id,
    boolean garbled) {
  public static final String JSON = "application/json";
  public static final long UNTIMED = -1;

  /** Another box's name for itself in its answer. */
  public static final String VERSION_HEADER = "mlbox-version";

  /** Another box's handler time in its answer. */
  public static final String MICROS_HEADER = "mlbox-handler-micros";

  /** Another box's name for its answer. */
  public static final String ID_HEADER = "mlbox-id";

  public Answer {
    headers = List.copyOf(headers);
  }

  /** As it came. */
  public Answer(
      int status,
      String contentType,
      Buffer body,
      String version,
      long micros,
      List<Map.Entry<String, String>> headers,
      String id) {
    this(status, contentType, body, version, micros, headers, id, false);
  }

  /** Without headers of its own, and one that nobody can send labels for. */
  public Answer(int status, String contentType, Buffer body, String version, long micros) {
    this(status, contentType, body, version, micros, List.of(), "");
  }

  public static Answer json(int status, byte[] body, String version) {
    return new Answer(status, JSON, Buffer.buffer(body), version, UNTIMED);
  }

  public static Answer problem(int status, Problem problem, String version) {
    return json(status, ErrorJson.of(problem), version);
  }

  public Answer took(long handlerMicros) {
    return new Answer(status, contentType, body, version, handlerMicros, headers, id, garbled);
  }

  public Answer called(String name) {
    return new Answer(status, contentType, body, version, micros, headers, name, garbled);
  }

  /** With a name that tells of its draw. */
  public Answer drawn(@Nullable Trial trial) {
    String name = AnswerId.drawn(id, trial);
    return name.equals(id) ? this : called(name);
  }

  /** The same, once it is known that nobody can read it. */
  public Answer unreadable() {
    return new Answer(status, contentType, body, version, micros, headers, id, true);
  }

  /** Whether it is the answer that was asked for. */
  public boolean good() {
    return status < 400 && !garbled;
  }

  /** Whether it says that the request is at fault; which may be true. */
  public boolean refused() {
    return status >= 400 && status < 500;
  }

  /** Whether it is the server's fault. */
  public boolean failed() {
    return status >= 500 || garbled;
  }
}
