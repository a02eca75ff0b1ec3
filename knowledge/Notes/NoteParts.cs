using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>A cue found in a note.</summary>
/// <param name="First">First word.</param>
/// <param name="End">After its last word.</param>
internal readonly record struct CueHit(Cue Cue, int First, int End);

/// <summary>A run of words about one thing.</summary>
/// <param name="First">First word, the cue's included.</param>
/// <param name="Content">First word after the cue.</param>
/// <param name="End">After the last word.</param>
internal readonly record struct Segment(Cue Cue, int First, int Content, int End);

/// <summary>Somebody mentioned, present or not.</summary>
internal readonly record struct RoleHit(string Role, bool SpokenTo, int First, int End);

/// <summary>Something understood in the note and the words it stands in.</summary>
internal readonly record struct Timed(Entity Entity, int First, int End);
