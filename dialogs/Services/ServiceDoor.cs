using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;

namespace Assistant.Dialogs.Services;

/// <summary>What each service is, in plain words.</summary>
internal static class ServiceDoor
{
    public static IEnumerable<Effect> List(ServiceCatalogue services) =>
        [new Effect.Say(new("services.list")) { Choices = [.. services.All.Select(service => new Choice($"service:{service.Id}", new($"services.{service.Id}.name")))] }];

    public static IEnumerable<Effect> Show(Service service) =>
    [
        new Effect.Say(new($"services.{service.Id}.what")),
        new Effect.Say(new($"services.{service.Id}.how")),
        new Effect.Say(new(service.IsFree ? "services.decides-free" : "services.decides")) { Choices = [Menu.Begin, new($"go:appointment:{service.Id}", new("menu.appointment")), Menu.Services] },
    ];
}
