package hudson;

import hudson.model.AbstractDescribableImpl;
import hudson.util.Secret;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Arrays;

/** Its proxy works, for tests; hosts that need none are named one by one, without patterns. */
public final class ProxyConfiguration extends AbstractDescribableImpl<ProxyConfiguration>
    implements Serializable {
  private final Proxy proxy;
  private final String userName;
  private final Secret secretPassword;
  private final String noProxyHost;

  public ProxyConfiguration(String arg0, int arg1, String arg2, String arg3, String arg4) {
    proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(arg0, arg1));
    userName = arg2;
    secretPassword = Secret.fromString(arg3);
    noProxyHost = arg4;
  }

  public String getUserName() {
    return userName;
  }

  public Secret getSecretPassword() {
    return secretPassword;
  }

  public Proxy createProxy(String arg0) {
    boolean excluded = noProxyHost != null && Arrays.asList(noProxyHost.split(" ")).contains(arg0);
    return excluded ? Proxy.NO_PROXY : proxy;
  }
}
