package org.zhiban.benchmarks;

import java.util.Map;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleCompiler;

/** Sites written in the language of site folders, so that what is measured is what a user gets. */
public final class Sites {
  private Sites() {}

  /** The site of some files; they must be sound. */
  public static Site load(Map<String, String> files) {
    return switch (SiteLoader.load(SiteFiles.of(files), SecretSource.none())) {
      case Loading.Loaded loaded -> loaded.site();
      case Loading.Refused refused ->
          throw new IllegalStateException(refused.problems().getFirst().toString());
    };
  }

  /** A site's rules; they must be sound. */
  public static CompiledRules compile(Site site) {
    return switch (RuleCompiler.compile(site, site.pointIndex())) {
      case Compilation.Compiled(CompiledRules rules) -> rules;
      case Compilation.Broken broken ->
          throw new IllegalStateException(broken.problems().getFirst().toString());
    };
  }
}
