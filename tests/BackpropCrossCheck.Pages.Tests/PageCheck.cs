using Microsoft.Playwright;

namespace BackpropCrossCheck.Pages.Tests;

/// <summary>Looks at a page as its readers see it: narrow and wide, light and dark, on paper, without network and script.</summary>
internal static class PageCheck
{
    // 210 mm less two margins of 16 mm, at 96 pixels an inch.
    private const int PaperWidth = 673;

    private static readonly int[] Widths = [400, 1400];

    /// <summary>All faults of a page, in words. Each fault is listed once, with the first view that shows it.</summary>
    /// <param name="html">The page.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string html)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("backprop-check-page-");
        try
        {
            string file = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(file, html);
            return await FaultsOfAllViewsAsync(new Uri(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The views, one after the other in one tab: a tab costs more than to load the page again.</summary>
    private static async Task<IReadOnlyList<string>> FaultsOfAllViewsAsync(Uri file)
    {
        var faults = new List<(string View, string Fault)>();
        string view = "";
        await using IBrowserContext context = await Browser.Required.NewContextAsync(new BrowserNewContextOptions { Offline = true });
        // A limit would only measure how busy the machine is.
        context.SetDefaultTimeout(0);
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) => faults.Add((view, $"the console says: {message.Text}"));
        page.PageError += (_, error) => faults.Add((view, $"a script failed: {error}"));
        page.Request += (_, request) =>
        {
            if (request.Url != file.AbsoluteUri && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                faults.Add((view, $"it asks for {request.Url}"));
            }
        };
        foreach (int width in Widths)
        {
            foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                view = FormattableString.Invariant($"{width} px, {scheme}");
                await LookAsync(width, scheme, Media.Screen);
            }
        }

        view = "paper";
        await LookAsync(PaperWidth, ColorScheme.Dark, Media.Print);
        byte[] pdf = await page.PdfAsync(new PagePdfOptions { Format = PaperFormat.A4 });
        if (!pdf.AsSpan().StartsWith("%PDF-"u8) || pdf.AsSpan().IndexOf("/Page"u8) < 0)
        {
            faults.Add((view, "it does not print"));
        }

        return [.. faults.DistinctBy(fault => fault.Fault).Select(fault => $"{fault.View}: {fault.Fault}")];

        async Task LookAsync(int width, ColorScheme scheme, Media media)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = media, ColorScheme = scheme });
            await page.GotoAsync(file.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            if (await page.Locator("script").CountAsync() > 0)
            {
                faults.Add((view, "it has a script"));
            }

            foreach (string fault in await page.EvaluateAsync<string[]>(PageScript.Faults))
            {
                faults.Add((view, fault));
            }
        }
    }
}
