package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.model.OwnModel;
import io.vertx.core.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this box answers itself, and how it reads what others do.
 *
 * @param model null in a front
 * @param feedback counts labels
 */
record OwnAnswers(@Nullable OwnModel model, Feedback feedback) {

  /** Whether it can answer at all. */
  boolean areThere() {
    return model != null;
  }

  Future<Answer> answer(Endpoint endpoint, Incoming request) {
    if (endpoint.kind() == Endpoint.Kind.FEEDBACK) {
      return Future.succeededFuture(feedback.take(request.body()));
    }
    return asked()
        .answer(endpoint, request)
        .onSuccess(
            answer -> {
              if (endpoint.isPrediction()) {
                feedback.books().counts().answered();
              }
            });
  }

  /** The same beside another version: an answer that nobody can read is an error of its version. */
  Future<Answer> legible(Endpoint endpoint, Incoming request) {
    return answer(endpoint, request).map(answer -> read(endpoint, request, answer));
  }

  Reply legible(Endpoint endpoint, Incoming request, Reply reply) {
    return reply instanceof Reply.Answered answered
        ? new Reply.Answered(read(endpoint, request, answered.answer()))
        : reply;
  }

  Answer read(Endpoint endpoint, Incoming request, Answer answer) {
    return asked().read(endpoint, request, answer);
  }

  private OwnModel asked() {
    return Objects.requireNonNull(model, "a front is never chosen to answer itself");
  }
}
