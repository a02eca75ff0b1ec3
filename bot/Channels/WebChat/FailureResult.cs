using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Assistant.Channels.WebChat;

/// <summary>A status, a short code and perhaps when to come back.</summary>
/// <param name="RetryAfter">Seconds.</param>
internal sealed record FailureResult(int Status, string Code, int? RetryAfter) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } seconds) httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Json(new Failure(new(Code)), DirectLineJson.Default.Failure, statusCode: Status).ExecuteAsync(httpContext);
    }
}
