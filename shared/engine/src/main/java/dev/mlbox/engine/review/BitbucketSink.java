package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.port.ReviewSink;
import dev.mlbox.core.review.Review;
import dev.mlbox.engine.json.Json;
import java.net.ProxySelector;

/** A build status and a comment in Bitbucket Cloud (API 2.0). */
final class BitbucketSink implements ReviewSink {
  private static final int LONGEST_DESCRIPTION = 255;
  private static final int LONGEST_KEY = 40;

  private final PullRequest request;
  private final ForgeHttp http;
  private final String repository;

  BitbucketSink(PullRequest request, Token token, ProxySelector proxies) {
    this.request = request;
    this.http = new ForgeHttp(request, token, "Bearer", proxies);
    this.repository = "/repositories/" + request.repository();
  }

  @Override
  public Posting status(Review review) {
    return ForgeHttp.posting(
        () -> {
          ObjectNode status = Json.mapper().createObjectNode();
          String key = "mlbox-" + review.model();
          status.put("key", key.substring(0, Math.min(LONGEST_KEY, key.length())));
          status.put("name", review.name());
          status.put("state", review.state() == Review.State.PASSED ? "SUCCESSFUL" : "FAILED");
          status.put("description", review.title(LONGEST_DESCRIPTION));
          // It takes no status without an address.
          status.put(
              "url",
              review.link() != null
                  ? review.link()
                  : "https://bitbucket.org/%s/pull-requests/%d"
                      .formatted(request.repository(), request.number()));
          http.send("POST", "%s/commit/%s/statuses/build".formatted(repository, commit()), status);
        });
  }

  private String commit() throws ForgeHttp.Failed {
    return request.commit() != null
        ? request.commit()
        : http.get(pullRequest()).path("source").path("commit").path("hash").asText();
  }

  private String pullRequest() {
    return repository + "/pullrequests/" + request.number();
  }

  @Override
  public Posting comment(Review review) {
    return ForgeHttp.posting(
        () -> {
          ObjectNode comment = Json.mapper().createObjectNode();
          comment.putObject("content").put("raw", review.comment());
          long earlier = earlier(review.marker());
          String comments = pullRequest() + "/comments";
          if (earlier > 0) {
            http.send("PUT", comments + "/" + earlier, comment);
          } else {
            http.send("POST", comments, comment);
          }
        });
  }

  private long earlier(String marker) throws ForgeHttp.Failed {
    String next = pullRequest() + "/comments?pagelen=100";
    while (!next.isEmpty()) {
      JsonNode page = http.get(next);
      for (JsonNode comment : page.path("values")) {
        boolean ours = comment.path("content").path("raw").asText("").startsWith(marker);
        if (ours && !comment.path("deleted").asBoolean()) {
          return comment.path("id").asLong();
        }
      }
      next = page.path("next").asText("");
    }
    return 0;
  }
}
