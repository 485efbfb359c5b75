package org.zhiban.gateway.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shipped.ShippedTemplate;
import org.zhiban.gateway.config.shipped.ShippedTemplates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code templates}: the templates of real equipment that a site can name. */
@Command(
    name = "templates",
    description = "Lists the templates of real equipment that a site can name, or prints one.",
    mixinStandardHelpOptions = true)
final class TemplatesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TEMPLATE",
      arity = "0..1",
      description = "one to print, to begin a template of one's own with")
  private Optional<String> id = Optional.empty();

  @Override
  public Integer call() {
    if (id.isEmpty()) {
      ShippedTemplates.ids().stream()
          .flatMap(one -> ShippedTemplates.find(one).stream())
          .forEach(one -> Zhiban.OUT.println(one.id() + "  " + one.title()));
      return Zhiban.DONE;
    }
    Optional<ShippedTemplate> found = ShippedTemplates.find(id.get());
    found.ifPresentOrElse(
        template -> Zhiban.OUT.print(template.text()),
        () ->
            Zhiban.ERR.println(
                "there is no template '"
                    + id.get()
                    + "'; "
                    + Nearest.remedy(id.get(), "there are these", ShippedTemplates.ids())));
    return found.isPresent() ? Zhiban.DONE : Zhiban.WRONG_INPUT;
  }
}
