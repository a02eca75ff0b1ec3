using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assistant.Host.Configuration;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Assistant.Host.Health;

/// <summary><c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>. Checks say states, never content.</summary>
public static class HealthEndpoints
{
    /// <summary>Registers what the endpoints need. Checks of other rooms add themselves with <c>AddHealthChecks()</c>.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<MetricsReader>();
        services.AddHealthChecks();
        return services;
    }

    /// <summary>Maps the three.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // Counting begins now, not with the first question.
        var figures = endpoints.ServiceProvider.GetRequiredService<MetricsReader>();
        var settings = endpoints.ServiceProvider.GetRequiredService<Settings>();
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
        endpoints.MapGet("/metrics", (HttpContext context) => MayRead(context, settings.Metrics.Token)
            ? Results.Text(figures.Read(), PrometheusText.ContentType)
            : Results.NotFound());
    }

    /// <summary>Whoever is not allowed learns nothing, not even that there are figures.</summary>
    internal static bool MayRead(HttpContext context, string? token)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (token is not null && header.StartsWith("Bearer ", StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header["Bearer ".Length..]), Encoding.UTF8.GetBytes(token))) return true;
        // Behind a proxy on the same machine everybody comes from loopback; the proxy says so.
        var isForwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded");
        return !isForwarded && context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);
    }

    private static async Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var body = new Utf8JsonWriter(context.Response.BodyWriter);
        body.WriteStartObject();
        body.WriteString("status", report.Status.ToString().ToLowerInvariant());
        body.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            body.WriteStartObject(name);
            body.WriteString("status", entry.Status.ToString().ToLowerInvariant());
            if (entry.Description is { } description) body.WriteString("note", description);
            body.WriteEndObject();
        }
        body.WriteEndObject();
        body.WriteEndObject();
        await body.FlushAsync(context.RequestAborted);
    }
}
