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
  OK(0, 200),
  CANCELLED(1, 499),
  UNKNOWN(2, 500),
  INVALID_ARGUMENT(3, 400),
  DEADLINE_EXCEEDED(4, 504),
  NOT_FOUND(5, 404),
  ALREADY_EXISTS(6, 409),
  PERMISSION_DENIED(7, 403),
  RESOURCE_EXHAUSTED(8, 429),
  FAILED_PRECONDITION(9, 400),
  ABORTED(10, 409),
  OUT_OF_RANGE(11, 400),
  UNIMPLEMENTED(12, 501),
  INTERNAL(13, 500),
  UNAVAILABLE(14, 503),
  DATA_LOSS(15, 500),
  UNAUTHENTICATED(16, 401);

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

  private final int code;
  private final int http;

  GrpcStatus(int code, int http) {
    this.code = code;
    this.http = http;
  }

  /** Its number. */
  public int code() {
    return code;
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
    return Integer.toString(code);
  }

  /** As in a message: {@code invalid argument (3)}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + code + ")";
  }
}
