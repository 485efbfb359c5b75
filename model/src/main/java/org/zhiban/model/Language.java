package org.zhiban.model;

/** The languages in which every text of the product exists. */
public enum Language {
  ZH,
  EN
}
