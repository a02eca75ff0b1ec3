using Microsoft.AspNetCore.Http;

namespace Assistant.Channels;

/// <summary>A vendor's call to us: whatever goes wrong behind the ports, the vendor gets an answer that makes it come again.</summary>
internal static class VendorCall
{
    private const string retryAfter = "2"; // seconds

    /// <summary>Answers one call.</summary>
    /// <param name="failed">Told of faults of ours; with their kind and place alone, since a message of an exception may quote what people wrote.</param>
    public static async Task<IResult> Answer(HttpContext http, Func<HttpContext, Task<IResult>> answer, Action<string, string?> failed)
    {
        try
        {
            return await answer(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.Empty;
        }
        catch (BadHttpRequestException bad)
        {
            return Status(bad.StatusCode);
        }
#pragma warning disable CA1031 // whatever went wrong, the vendor is asked to come again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            failed(fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            return http.Response.HasStarted ? TypedResults.Empty : Later(http, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Not now: come again in a moment.</summary>
    public static IResult Later(HttpContext http, int status)
    {
        http.Response.Headers.RetryAfter = retryAfter;
        return Status(status);
    }

    /// <summary>A bare status. The framework's own would make a scope of services for each call, to log it.</summary>
    public static IResult Status(int status) => new Bare(status);

    private sealed class Bare(int status) : IStatusCodeHttpResult, IResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            return Task.CompletedTask;
        }
    }
}
