package dev.mlbox.jenkins.settings;

import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What Java says of a download that failed, in words that say what to do. */
final class Trouble {
  /** Java's words for a proxy that opens no way to a server. */
  private static final Pattern TUNNEL =
      Pattern.compile("Unable to tunnel through proxy\\. Proxy returns \"HTTP/\\S+ (\\d+).*");

  private Trouble() {}

  /** Java says of a missing file and of an unknown host its name only. */
  static String words(Exception e) {
    String said = String.valueOf(e.getMessage());
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return Messages.Download_missing();
    } else if (e instanceof UnknownHostException) {
      return Messages.Download_unknownHost(said);
    } else if (e instanceof SSLException && said.contains("unable to find valid certification")) {
      return Messages.Download_untrusted();
    }
    Matcher tunnel = TUNNEL.matcher(said);
    return tunnel.matches() ? tunnel(Integer.parseInt(tunnel.group(1))) : said;
  }

  /** Some proxies answer 401 to a wrong password. */
  private static String tunnel(int status) {
    if (status != 407 && status != 401) {
      return Messages.Download_tunnel(status);
    }
    return keepsPasswords() ? Messages.Download_kept() : Messages.Download_proxy(status);
  }

  /** Java sends no password in the clear to open a way for https unless it is told to. */
  private static boolean keepsPasswords() {
    String kept = System.getProperty("jdk.http.auth.tunneling.disabledSchemes", "Basic");
    return Pattern.compile("\\bbasic\\b", Pattern.CASE_INSENSITIVE).matcher(kept).find();
  }
}
