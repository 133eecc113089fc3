package jenkins.model;

import hudson.ProxyConfiguration;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;
import org.springframework.security.core.Authentication;

public class Jenkins implements AccessControlled, ItemGroup<TopLevelItem> {
  public static final Permission ADMINISTER = new Permission();

  public static Jenkins get() throws IllegalStateException {
    throw new UnsupportedOperationException("a signature only");
  }

  public <T extends Descriptor> T getDescriptorByType(Class<T> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public File getRootDir() {
    throw new UnsupportedOperationException("a signature only");
  }

  public ProxyConfiguration getProxy() {
    throw new UnsupportedOperationException("a signature only");
  }

  public static Authentication getAuthentication2() {
    throw new UnsupportedOperationException("a signature only");
  }

  public ACL getACL() {
    throw new UnsupportedOperationException("a signature only");
  }
}
