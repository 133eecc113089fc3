package dev.mlbox.runtime.grpc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, and the HTTP status that says the same: so whoever judges statuses need not
 * know of calls. Those of 500 and more are the server's fault; they are those that OpenTelemetry's
 * conventions call errors of a server. The rest blames the client, as a status of 400 does.
 *
 * <p>Source: gRPC documentation, "Status codes and their use in gRPC"; the numbers beside them as
 * in google.rpc.Code.
 */
public enum GrpcStatus {
  OK(200),
  CANCELLED(499),
  UNKNOWN(500),
  INVALID_ARGUMENT(400),
  DEADLINE_EXCEEDED(504),
  NOT_FOUND(404),
  ALREADY_EXISTS(409),
  PERMISSION_DENIED(403),
  RESOURCE_EXHAUSTED(429),
  FAILED_PRECONDITION(400),
  ABORTED(409),
  OUT_OF_RANGE(400),
  UNIMPLEMENTED(501),
  INTERNAL(500),
  UNAVAILABLE(503),
  DATA_LOSS(500),
  UNAUTHENTICATED(401);

  /** The trailer, or header, that says it. */
  public static final String HEADER = "grpc-status";

  /** The words beside it. */
  public static final String MESSAGE_HEADER = "grpc-message";

  /** What an HTTP status means to a caller that was promised a gRPC one. */
  private static final Map<Integer, GrpcStatus> OF_HTTP = new HashMap<>();

  static {
    OF_HTTP.put(400, INTERNAL);
    OF_HTTP.put(401, UNAUTHENTICATED);
    OF_HTTP.put(403, PERMISSION_DENIED);
    OF_HTTP.put(404, UNIMPLEMENTED);
    OF_HTTP.put(405, UNIMPLEMENTED);
    OF_HTTP.put(408, DEADLINE_EXCEEDED);
    OF_HTTP.put(413, RESOURCE_EXHAUSTED);
    OF_HTTP.put(414, RESOURCE_EXHAUSTED);
    OF_HTTP.put(431, RESOURCE_EXHAUSTED);
    OF_HTTP.put(429, UNAVAILABLE);
    OF_HTTP.put(500, INTERNAL);
    OF_HTTP.put(501, UNIMPLEMENTED);
    OF_HTTP.put(502, UNAVAILABLE);
    OF_HTTP.put(503, UNAVAILABLE);
    OF_HTTP.put(504, DEADLINE_EXCEEDED);
  }

  private final int http;

  GrpcStatus(int http) {
    this.http = http;
  }

  /** The HTTP status that says the same. */
  public int http() {
    return http;
  }

  /**
   * By its number in a header.
   *
   * @param number null when there is none; that, and what is no number of these, is {@link
   *     #UNKNOWN}
   */
  public static GrpcStatus parse(@Nullable String number) {
    if (number == null || !number.matches("\\d{1,2}")) {
      return UNKNOWN;
    }
    int code = Integer.parseInt(number);
    return code < values().length ? values()[code] : UNKNOWN;
  }

  /** What an HTTP status means where a gRPC one is missing. */
  public static GrpcStatus ofHttp(int status) {
    return OF_HTTP.getOrDefault(status, UNKNOWN);
  }

  /** Its number, as headers have it. */
  public String number() {
    return Integer.toString(ordinal());
  }

  /** As in a message: {@code invalid argument (3)}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + ordinal() + ")";
  }
}
