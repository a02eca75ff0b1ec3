namespace Assistant.Knowledge.Safety;

/// <summary>A telephone number found in a text.</summary>
/// <param name="Start">First UTF-16 character of what was written or said, the plus sign included.</param>
/// <param name="Value">With the country's code (<c>+37253456789</c>); a short number as it is (<c>116111</c>).</param>
public sealed record PhoneNumber(int Start, int Length, string Value);
