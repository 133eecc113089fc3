package hudson;

import jenkins.model.Jenkins;

public class ExtensionList<T> extends java.util.AbstractList<T> {
  protected ExtensionList(Jenkins arg0, Class<T> arg1) {}

  @Override
  public T get(int arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  @Override
  public int size() {
    throw new UnsupportedOperationException("a signature only");
  }

  public static <T> ExtensionList<T> lookup(Class<T> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static <U> U lookupSingleton(Class<U> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
