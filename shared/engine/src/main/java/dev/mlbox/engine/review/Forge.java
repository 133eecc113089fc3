package dev.mlbox.engine.review;

import java.net.URI;
import java.util.List;

/** Programs and sites that have pull requests. */
enum Forge {
  GITHUB("GitHub", "`checks: write` and `pull-requests: write`", "GITHUB_TOKEN", "GH_TOKEN"),
  GITLAB("GitLab", "scope `api` and the role Developer", "GITLAB_TOKEN"),
  BITBUCKET("Bitbucket", "scopes `repository:write` and `pullrequest:write`", "BITBUCKET_TOKEN"),
  GITEA(
      "Gitea",
      "scopes `write:repository` and `write:issue`",
      "GITEA_TOKEN",
      "FORGEJO_TOKEN",
      "GITHUB_TOKEN");

  /** Comes before each forge's own. */
  static final String ANY_TOKEN = "MLBOX_PR_TOKEN";

  private final String words;
  private final String permissions;
  private final String tokens;

  Forge(String words, String permissions, String... tokens) {
    this.words = words;
    this.permissions = permissions;
    this.tokens = String.join(" ", tokens);
  }

  String words() {
    return words;
  }

  /** What a token needs. */
  String permissions() {
    return permissions;
  }

  /** Variables in which its token is looked for, in order. */
  List<String> tokens() {
    return List.of(tokens.split(" ", -1));
  }

  /** Where its API is, unless the environment says otherwise. */
  URI api(URI site) {
    String base = site.toString().replaceAll("/+$", "");
    return URI.create(
        switch (this) {
          case GITHUB ->
              base.endsWith("//github.com") ? "https://api.github.com" : base + "/api/v3";
          case GITLAB -> base;
          case BITBUCKET ->
              base.endsWith("//bitbucket.org") ? "https://api.bitbucket.org/2.0" : base + "/2.0";
          case GITEA -> base + "/api/v1";
        });
  }
}
