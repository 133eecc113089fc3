package dev.mlbox.serving.http;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Headers;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Says what is wrong with what cannot be read as a request, and lets it be counted.
 *
 * @param version of this box
 * @param books note the refusal
 */
record Malformed(String version, Consumer<Answer> books) implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    Answer answer = answer(request.decoderResult().cause());
    books.accept(answer);
    Responses.send(request, answer, true);
  }

  private Answer answer(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return tooLong(414, "the address of the request is too long");
    }
    return cause instanceof TooLongHttpHeaderException
        ? tooLong(431, "the headers of the request are too long")
        : Answer.problem(
            400, Problem.of("this is no HTTP request: " + cause.getMessage()), version);
  }

  private Answer tooLong(int status, String what) {
    return Answer.problem(
        status, Problem.of(what).expected("at most %d bytes".formatted(Headers.LONGEST)), version);
  }
}
