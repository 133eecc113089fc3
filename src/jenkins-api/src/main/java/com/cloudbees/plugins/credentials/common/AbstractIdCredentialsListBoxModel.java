package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class AbstractIdCredentialsListBoxModel<
        T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
    extends ListBoxModel {
  public AbstractIdCredentialsListBoxModel() {}

  public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
    throw new UnsupportedOperationException("a signature only");
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
      Authentication arg0,
      Item arg1,
      Class<? extends C> arg2,
      List<DomainRequirement> arg3,
      CredentialsMatcher arg4) {
    throw new UnsupportedOperationException("a signature only");
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
      Authentication arg0,
      ItemGroup arg1,
      Class<? extends C> arg2,
      List<DomainRequirement> arg3,
      CredentialsMatcher arg4) {
    throw new UnsupportedOperationException("a signature only");
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
