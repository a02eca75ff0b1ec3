using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;

namespace Assistant.Dialogs.Services;

/// <summary>What each service is, in plain words.</summary>
internal static class ServiceDoor
{
    public static IEnumerable<Effect> List(ServiceCatalogue services) =>
        [new Effect.Say(new("services.list")) { Choices = [.. services.All.Select(service => new Choice($"service:{service.Id}", new($"services.{service.Id}.name")))] }];

    /// <summary>What it is, whom it is for, how it goes, what it costs and who decides, how to get it.</summary>
    public static IEnumerable<Effect> Show(Service service) =>
    [
        new Effect.Say(new($"services.{service.Id}.what")),
        new Effect.Say(new($"services.{service.Id}.who")),
        new Effect.Say(new($"services.{service.Id}.how")),
        new Effect.Say(new(service.IsFree ? "services.decides-free" : "services.decides")),
        new Effect.Say(new("services.get")) { Choices = [Menu.Begin, new($"go:appointment:{service.Id}", new("menu.appointment")), Menu.Services] },
    ];
}
