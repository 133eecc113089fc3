package org.kohsuke.stapler.export;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

@Retention(RetentionPolicy.RUNTIME)
@Documented
@java.lang.annotation.Inherited
@Target(ElementType.TYPE)
public @interface ExportedBean {
  int defaultVisibility() default 1;
}
