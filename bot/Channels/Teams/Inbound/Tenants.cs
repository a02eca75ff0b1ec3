using System.Collections.Immutable;
using Assistant.Protocol;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>Which organisation an activity comes from.</summary>
internal static class Tenants
{
    /// <summary>Every organisation it names, lower case: in its channel data, and with the chat.</summary>
    public static ImmutableArray<string> Of(Activity activity)
    {
        string?[] named = [Json.Text(Json.Field(activity.ChannelData, "tenant"), "id"), activity.Conversation?.TenantId];
        return [.. named.OfType<string>().Where(tenant => tenant.Length > 0).Select(tenant => tenant.ToLowerInvariant()).Distinct()];
    }
}
