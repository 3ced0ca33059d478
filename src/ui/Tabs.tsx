import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as Whole } from 'react-aria-components'
import './tabs.css'

export interface TabContent {
  id: string
  label: string
  content: ReactNode
}

interface TabsProps {
  label: string
  tabs: TabContent[]
  /** The id of the one that is open. */
  open: string
  /** Called when a tab is chosen. */
  onChange(id: string): void
}

/** Tabs across the top, the chosen one's content below, scrolling by itself. */
export function Tabs({ label, tabs, open, onChange }: TabsProps) {
  return (
    <Whole className="tabs" selectedKey={open} onSelectionChange={(key) => onChange(String(key))}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </Whole>
  )
}
