package com.google.common.util.concurrent;

public interface FutureCallback<V> {
  abstract void onSuccess(V arg0);

  abstract void onFailure(Throwable arg0);
}
