"use strict";

(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const charts = [];

    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

    const nanos = (value) => {
        const units = [[1e9, "s"], [1e6, "ms"], [1e3, "\u00b5s"], [1, "ns"]];
        const [size, unit] = units.find(([size]) => value >= size) || units[3];
        return Number((value / size).toPrecision(3)) + " " + unit;
    };

    const oneIn = (value) => "1 in " + Math.round(value).toLocaleString("en");

    /** 1 in 1000 is the percentile 99.9. */
    const percentile = (value) => {
        const nines = Math.round(Math.log10(value));
        return nines === 0 ? "0%" : nines === 1 ? "90%" : "99" + (nines > 2 ? "." + "9".repeat(nines - 2) : "") + "%";
    };

    const powersOfTen = (axis) => {
        axis.ticks = axis.ticks.filter(({ value }) => Math.abs(Math.log10(value) % 1) < 1e-9);
    };

    const axis = (title, extra) => ({
        title: { display: true, text: title, color: colour("dim") },
        grid: { color: colour("line") },
        border: { color: colour("line") },
        ...extra,
        ticks: { color: colour("dim"), maxRotation: 0, ...extra.ticks },
    });

    const draw = (id, series, axes, label, style) => {
        charts.push(new Chart(document.getElementById(id), {
            type: "line",
            data: {
                datasets: series.map((one) => ({
                    label: one.label,
                    data: one.points,
                    borderColor: colour(one.id),
                    backgroundColor: colour(one.id),
                    borderWidth: one.id === "none" ? 1.5 : 2.5,
                    borderDash: one.id === "none" ? [5, 4] : [],
                    ...style,
                })),
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                interaction: { mode: "nearest", intersect: false },
                scales: axes,
                plugins: {
                    legend: { labels: { color: colour("text"), boxHeight: 2, boxWidth: 28 } },
                    tooltip: { callbacks: label },
                },
            },
        }));
    };

    const drawAll = () => {
        charts.splice(0).forEach((chart) => chart.destroy());
        draw(
            "latency",
            data.latency,
            {
                x: axis("operations that are at least as fast", {
                    type: "logarithmic",
                    afterBuildTicks: powersOfTen,
                    ticks: { callback: percentile },
                }),
                y: axis("time of one operation", {
                    type: "logarithmic",
                    afterBuildTicks: powersOfTen,
                    ticks: { callback: nanos },
                }),
            },
            {
                title: ([item]) => oneIn(item.parsed.x),
                label: (item) => item.dataset.label + ": " + nanos(item.parsed.y),
            },
            { pointRadius: 2, stepped: false },
        );
        draw(
            "memory",
            data.memory,
            {
                x: axis("seconds", { type: "linear", min: 0, ticks: {} }),
                y: axis("MiB", { type: "linear", min: 0, ticks: {} }),
            },
            {
                title: ([item]) => item.parsed.x.toFixed(2) + " s",
                label: (item) => item.dataset.label + ": " + Math.round(item.parsed.y).toLocaleString("en") + " MiB",
            },
            { pointRadius: (point) => (point.raw && point.raw.mark ? 4 : 0) },
        );
    };

    drawAll();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
