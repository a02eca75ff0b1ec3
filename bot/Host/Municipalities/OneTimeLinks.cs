using System.Globalization;
using System.Text;
using Assistant.Host.Configuration;
using Assistant.Records;

namespace Assistant.Host.Municipalities;

/// <summary>Addresses that are sent by mail, and the codes that are said on the phone.</summary>
public sealed class OneTimeLinks(Settings settings, IIds ids)
{
    /// <summary>Six digits, to be said on the phone; the token beside it has 128 bits, and five wrong codes end the link.</summary>
    public string NewCode() => (BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(ids.Token()))) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>The address: nothing of the family stands in it.</summary>
    /// <param name="page">Path, with slashes around.</param>
    public string To(string page, string token) => (settings.PublicUrl?.ToString() ?? settings.Urls[0]).TrimEnd('/') + page + token;
}
