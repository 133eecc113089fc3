package dev.mlbox.site;

import java.nio.file.Path;

/**
 * One page.
 *
 * @param group under which it is listed
 * @param title as listed
 * @param file its Markdown
 * @param address of its HTML, relative to the site
 */
record Entry(String group, String title, Path file, String address) {

  /** The way from this page up to the site's folder. */
  String up() {
    return address.contains("/") ? "../" : "";
  }
}
