package dev.mlbox.engine.review;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pull request, or merge request.
 *
 * @param forge which program it is in
 * @param api where that program's API is
 * @param repository the one it wants to get into, such as {@code team/flights}
 * @param number of it
 * @param commit its last one that this build is of; null when the forge has to be asked
 * @param fork whether it comes from somebody else's repository
 */
record PullRequest(
    Forge forge, URI api, String repository, long number, @Nullable String commit, boolean fork) {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<site>https?://[^/?#]+(?:/[^?#]*?)??)/(?<repository>[^?#]+?)"
              + "(?:/pull/(?<github>\\d+)|/pulls/(?<gitea>\\d+)"
              + "|/-/merge_requests/(?<gitlab>\\d+)|/pull-requests/(?<bitbucket>\\d+))(?:[/?#].*)?");

  /**
   * Reads a web address. The forges tell themselves apart by its last part; where a site is not at
   * the root of its host, all but the last two names belong to the site, except on GitLab.
   */
  static Optional<PullRequest> at(String address) {
    Matcher found = ADDRESS.matcher(address.strip());
    if (!found.matches() || found.group("repository").startsWith("projects/")) {
      return Optional.empty();
    }
    for (Forge forge : Forge.values()) {
      String number = found.group(forge.name().toLowerCase(java.util.Locale.ROOT));
      if (number != null) {
        return split(forge, found.group("site") + "/" + found.group("repository"))
            .map(
                each ->
                    new PullRequest(
                        forge,
                        forge.api(each.site),
                        each.name,
                        Long.parseLong(number),
                        null,
                        false));
      }
    }
    return Optional.empty();
  }

  private static Optional<Place> split(Forge forge, String address) {
    int host = address.indexOf('/', address.indexOf("//") + 2);
    String[] names = address.substring(host + 1).split("/", -1);
    int own = forge == Forge.GITLAB ? names.length : 2;
    if (names.length < 2) {
      return Optional.empty();
    }
    String name =
        String.join("/", java.util.List.of(names).subList(names.length - own, names.length));
    String site = address.substring(0, address.length() - name.length() - 1);
    return Optional.of(new Place(URI.create(site), name));
  }

  PullRequest withApi(URI other) {
    return new PullRequest(forge, other, repository, number, commit, fork);
  }

  PullRequest withCommit(@Nullable String other) {
    return new PullRequest(forge, api, repository, number, other, fork);
  }

  PullRequest fromFork(boolean isFork) {
    return new PullRequest(forge, api, repository, number, commit, isFork);
  }

  /** For messages. */
  String words() {
    return "%s %s%s%d"
        .formatted(forge.words(), repository, forge == Forge.GITLAB ? "!" : "#", number);
  }

  private record Place(URI site, String name) {}
}
