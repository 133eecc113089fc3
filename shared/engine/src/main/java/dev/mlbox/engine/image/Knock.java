package dev.mlbox.engine.image;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Knocks at a port, because an HTTP client tries a dead address for a minute. */
final class Knock {
  private static final int CONNECT_MILLIS = 5000;

  private Knock() {}

  /**
   * Knocks until one opens.
   *
   * @param addresses at least one, in the order in which they are tried
   * @throws IOException of the first one, when none does
   */
  static InetSocketAddress atAnyOf(List<InetSocketAddress> addresses) throws IOException {
    IOException first = null;
    for (InetSocketAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(address, CONNECT_MILLIS);
        return address;
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new IOException("it has no address") : first;
  }

  /** Whether somebody shows a certificate there, whoever's; nothing is sent to them. */
  static boolean showsCertificate(InetSocketAddress address, String host) {
    AtomicBoolean shown = new AtomicBoolean();
    try (Socket plain = new Socket()) {
      plain.connect(address, CONNECT_MILLIS);
      plain.setSoTimeout(CONNECT_MILLIS);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new Seeing(shown)}, null);
      try (SSLSocket secured =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, host, address.getPort(), true)) {
        secured.startHandshake();
      }
    } catch (IOException | GeneralSecurityException e) {
      // That it was seen is all that is asked.
    }
    return shown.get();
  }

  /** Trusts nobody, and remembers that there was a certificate. */
  private record Seeing(AtomicBoolean shown) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how)
        throws CertificateException {
      throw new CertificateException("no client is expected");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how)
        throws CertificateException {
      shown.set(true);
      throw new CertificateException("seen");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
