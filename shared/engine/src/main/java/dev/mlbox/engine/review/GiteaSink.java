package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.port.ReviewSink;
import dev.mlbox.core.review.Review;
import dev.mlbox.engine.json.Json;
import java.net.ProxySelector;

/** A commit status and a comment in Gitea or Forgejo (API v1). */
final class GiteaSink implements ReviewSink {
  private static final int LONGEST_DESCRIPTION = 250;
  private static final int PAGE = 50;

  private final PullRequest request;
  private final ForgeHttp http;
  private final String repository;

  GiteaSink(PullRequest request, Token token, ProxySelector proxies) {
    this.request = request;
    this.http = new ForgeHttp(request, token, "token", proxies);
    this.repository = "/repos/" + request.repository();
  }

  @Override
  public Posting status(Review review) {
    return ForgeHttp.posting(
        () -> {
          ObjectNode status = Json.mapper().createObjectNode();
          status.put("context", review.name());
          status.put("state", state(review.state()));
          status.put("description", review.title(LONGEST_DESCRIPTION));
          if (review.link() != null) {
            status.put("target_url", review.link());
          }
          http.send("POST", repository + "/statuses/" + commit(), status);
        });
  }

  private String commit() throws ForgeHttp.Failed {
    return request.commit() != null
        ? request.commit()
        : http.get(repository + "/pulls/" + request.number()).path("head").path("sha").asText();
  }

  private static String state(Review.State state) {
    return switch (state) {
      case PASSED -> "success";
      case FAILED -> "failure";
      case BROKEN -> "error";
    };
  }

  @Override
  public Posting comment(Review review) {
    return ForgeHttp.posting(
        () -> {
          ObjectNode comment = Json.mapper().createObjectNode().put("body", review.comment());
          long earlier = earlier(review.marker());
          if (earlier > 0) {
            http.send("PATCH", repository + "/issues/comments/" + earlier, comment);
          } else {
            http.send("POST", repository + "/issues/" + request.number() + "/comments", comment);
          }
        });
  }

  private long earlier(String marker) throws ForgeHttp.Failed {
    for (int page = 1; ; page++) {
      JsonNode comments =
          http.get(
              "%s/issues/%d/comments?page=%d&limit=%d"
                  .formatted(repository, request.number(), page, PAGE));
      for (JsonNode comment : comments) {
        if (comment.path("body").asText("").startsWith(marker)) {
          return comment.path("id").asLong();
        }
      }
      // This list is not cut into pages by every version: the second page may be the first again.
      if (comments.size() != PAGE) {
        return 0;
      }
    }
  }
}
