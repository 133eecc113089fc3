package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.Permission;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
    implements ExtensionPoint, Describable<CredentialsProvider> {
  public static final Permission USE_ITEM = new Permission();

  public static <C extends IdCredentials> C findCredentialById(
      String arg0, Class<C> arg1, Run<?, ?> arg2) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static <C extends Credentials> List<C> lookupCredentialsInItem(
      Class<C> arg0, Item arg1, Authentication arg2, List<DomainRequirement> arg3) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
      Class<C> arg0, ItemGroup arg1, Authentication arg2, List<DomainRequirement> arg3) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static <C extends Credentials> C track(Run arg0, C arg1) {
    throw new UnsupportedOperationException("a signature only");
  }
}
