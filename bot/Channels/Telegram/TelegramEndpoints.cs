using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Channels.Telegram.Sending;
using Assistant.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Channels.Telegram;

/// <summary>Puts Telegram into a host.</summary>
public static class TelegramEndpoints
{
    /// <summary>Registers the channel. The Host adds <see cref="IReceiver"/>, <see cref="ITelegramTexts"/> and <see cref="TimeProvider"/>.</summary>
    /// <param name="receives">False: it only sends, beside another process that receives or for a moment.</param>
    public static IServiceCollection AddTelegram(this IServiceCollection services, TelegramOptions options, bool receives = true)
    {
        services.AddSingleton(options).AddSingleton<BotApi>().AddSingleton<TelegramState>().AddSingleton<Languages>();
        services.AddSingleton(provider => new Pacer(options.Pace, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Outbound>().AddSingleton<Presses>().AddSingleton<CommandLists>();
        services.AddSingleton(provider => new TelegramChannel(
            provider.GetRequiredService<BotApi>(), provider.GetRequiredService<Outbound>(), provider.GetRequiredService<Presses>(), provider.GetRequiredService<CommandLists>()));
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<TelegramChannel>());
        services.AddSingleton<Listener>().AddSingleton<Files>().AddSingleton<Intake>().AddSingleton<Setup>().AddSingleton<Webhook>();
        services.AddSingleton(provider => new TelegramCheck(
            provider.GetRequiredService<BotApi>(), options, provider.GetRequiredService<Setup>(), provider.GetRequiredService<TimeProvider>()));
        if (!receives)
            return services;
        services.AddHostedService<Poller>();
        services.AddHealthChecks().AddCheck<TelegramHealth>("telegram");
        return services;
    }

    /// <summary>Maps the webhook; nothing is mapped when updates are polled.</summary>
    public static IEndpointRouteBuilder MapTelegram(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<TelegramOptions>().Mode == TelegramMode.Webhook)
        {
            // Found once, since asking for it in each call would make a scope of services for each.
            Webhook? webhook = null;
            app.MapGroup(Setup.WebhookPath).MapPost("", http => (webhook ??= app.ServiceProvider.GetRequiredService<Webhook>()).Post(http));
        }
        return app;
    }
}
