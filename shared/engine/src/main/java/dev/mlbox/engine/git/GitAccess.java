package dev.mlbox.engine.git;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * How remote repositories are reached: over https with {@code MLBOX_GIT_USER} and {@code
 * MLBOX_GIT_TOKEN} where they are set, over ssh with the user's own {@code ssh} and its keys.
 */
public final class GitAccess implements TransportConfigCallback {
  private static final int SECONDS = 30;

  /** A token is often the user. JGit takes away no more than a password. */
  private static final Pattern LOGIN = Pattern.compile("(https?://)[^\\s/?#]*@");

  private final Map<String, String> environment;

  public GitAccess(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void configure(Transport transport) {
    transport.setTimeout(SECONDS);
    if (transport instanceof SshTransport ssh) {
      ssh.setSshSessionFactory(new SystemSsh(environment));
    }
    String token = environment.getOrDefault("MLBOX_GIT_TOKEN", "");
    if (!token.isEmpty() && "https".equals(transport.getURI().getScheme())) {
      // Servers that know tokens ignore the name, but want one.
      String user = environment.getOrDefault("MLBOX_GIT_USER", "git");
      transport.setCredentialsProvider(new UsernamePasswordCredentialsProvider(user, token));
    }
  }

  /** A URL without user and password; as it is when it cannot be parsed and holds neither. */
  public static String shown(String url) {
    try {
      URIish uri = new URIish(url);
      return uri.getScheme() != null && uri.getScheme().startsWith("http")
          ? uri.setUser(null).setPass(null).toString()
          : uri.setPass(null).toString();
    } catch (URISyntaxException e) {
      return "a URL that cannot be parsed";
    }
  }

  /** Words of a library or a server, without users and passwords in the addresses among them. */
  static String withoutLogins(@Nullable String words) {
    return LOGIN.matcher(String.valueOf(words)).replaceAll("$1");
  }

  /** Why a connection failed, in JGit's words without the URL that it puts before them. */
  public static String reason(Exception failure, String url) {
    String words =
        withoutLogins(String.valueOf(failure.getMessage()).replace(url + ": ", ""))
            .replace(shown(url) + ": ", "");
    return withoutFullStop(words);
  }

  /** Words that others follow. */
  static String withoutFullStop(@Nullable String words) {
    return String.valueOf(words).strip().replaceFirst("\\.$", "");
  }

  /** What may help after a failure in these words; empty when nothing that we know does. */
  public static String remedy(String failure) {
    String lower = failure.toLowerCase(Locale.ROOT);
    return lower.contains("auth") || lower.contains("not permitted")
        ? "set MLBOX_GIT_USER and MLBOX_GIT_TOKEN in the environment"
        : "";
  }
}
