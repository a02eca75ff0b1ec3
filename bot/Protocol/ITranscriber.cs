namespace Assistant.Protocol;

/// <summary>
/// Turns a voice message into words. None is built in, and none is on by default: words spoken about children leave the house only to a service
/// that the organisation has an agreement with. Without one, people are asked to type, or to dictate with the phone's keyboard.
/// </summary>
public interface ITranscriber
{
    /// <summary>Longest recording worth listening to.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="audio">The recording as it came.</param>
    /// <param name="mediaType">Such as <c>audio/ogg</c>.</param>
    /// <param name="language">The speaker's language, BCP 47, when known.</param>
    /// <returns>The words; <see langword="null"/>: they could not be made out.</returns>
    ValueTask<string?> Transcribe(ReadOnlyMemory<byte> audio, string mediaType, string? language, CancellationToken cancellationToken);
}
