using System.Text;
using Assistant.Host.Cli.Understand;

if (args is not ["understand", .. var rest]) return 0;
// JSON Lines are UTF-8 whatever the terminal's code page is, and never begin with a byte order mark.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), utf8);
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16);
return UnderstandVerb.Run(rest, input, output, Console.Error);
